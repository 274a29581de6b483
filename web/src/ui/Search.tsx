// The search box: names as one types, by keyboard first. A combobox by the patterns of WAI-ARIA.
import { useEffect, useId, useRef, useState } from 'react';

import { graphql } from '../api/generated';
import type { PlayersFoundQuery } from '../api/generated/graphql';
import { useApi } from '../api/hooks';
import { useWords } from '../words/language';
import { position } from '../words/positions';

const playersFound = graphql(`
  query PlayersFound($search: String!) {
    players(search: $search, first: 8) {
      nodes {
        id
        mlbamId
        name {
          full
        }
        team {
          code
        }
        primaryPosition
        firstGame
        lastGame
      }
    }
  }
`);

export type Found = PlayersFoundQuery['players']['nodes'][number];

/** The years somebody played in: `2016–2024`. */
export function years(player: Pick<Found, 'firstGame' | 'lastGame'>): string {
  const [first, last] = [player.firstGame?.slice(0, 4), player.lastGame?.slice(0, 4)];
  if (!first || !last) return '';
  return first === last ? first : `${first}–${last}`;
}

/** A value that follows another after it has rested for a moment. */
function useRested<T>(value: T, milliseconds: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}

interface Props {
  onChoose: (player: Found) => void;
  /** The key `/` anywhere on the page comes here. */
  isMain?: boolean;
  label?: string;
  isFocused?: boolean;
}

export function Search({ onChoose, isMain = false, label, isFocused = false }: Props) {
  const { words, language } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const asked = useRested(text.trim(), 80);
  const query = useApi(playersFound, asked ? { search: asked } : null);
  const found = asked && text.trim() ? (query.data?.players.nodes ?? []) : [];
  const isShown = isOpen && text.trim() !== '' && asked !== '';

  useEffect(() => {
    if (!isMain) return;
    const focus = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || target.matches('input, textarea, select')) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, [isMain]);

  const choose = (player: Found | undefined) => {
    if (!player) return;
    setText('');
    setOpen(false);
    input.current?.blur();
    onChoose(player);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Only what answers the text that stands there, not an earlier one's.
      if (asked === text.trim() && !query.isPlaceholderData) choose(found[active]);
    } else if (event.key === 'Escape') {
      setOpen(false);
    }
  };

  const option = (place: number) => `${id}-option-${place}`;
  return (
    <div className="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        autoFocus={isFocused}
        placeholder={words.search.placeholder}
        aria-label={label ?? words.search.label}
        aria-keyshortcuts={isMain ? '/' : undefined}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && found[active] ? option(active) : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isMain && <kbd aria-hidden="true">/</kbd>}
      <ul id={`${id}-list`} role="listbox" aria-label={words.search.label} hidden={!isShown || found.length === 0}>
        {found.map((player, place) => (
          <li
            key={player.id}
            id={option(place)}
            role="option"
            aria-selected={place === active}
            // Before the box loses its focus, which would close the list.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(player);
            }}
            onPointerMove={() => setActive(place)}
          >
            <strong>{player.name.full}</strong>
            <span>{[player.team?.code, position(player.primaryPosition, language), years(player)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {isShown && query.data && !query.isPlaceholderData && found.length === 0 && (
        <p className="search-none" role="status">
          {words.search.none(text.trim())}
        </p>
      )}
      {isShown && query.error && (
        <p className="search-none" role="alert">
          {words.state.codes[query.error.code] ?? query.error.message}
        </p>
      )}
      <span className="unseen" role="status">
        {isShown && found.length > 0 ? words.search.found(found.length) : ''}
      </span>
    </div>
  );
}
