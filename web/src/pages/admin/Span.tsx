// The days a run is about: some days, a season, or whatever there is.
import { useState } from 'react';

import { useWords } from '../../words/language';

export type SpanKind = 'season' | 'days' | 'all';
export interface Span {
  kind: SpanKind;
  season: string;
  from: string;
  to: string;
}

/** What a span asks of the API; null while it is not filled in. */
export function spanInput({ kind, season, from, to }: Span): { season?: number; from?: string; to?: string } | null {
  if (kind === 'all') return {};
  if (kind === 'season') return /^\d{4}$/.test(season) ? { season: Number(season) } : null;
  return from && to && from <= to ? { from, to } : null;
}

/** A span that begins with a season. */
export function useSpan(season: number) {
  return useState<Span>({ kind: 'season', season: String(season), from: '', to: '' });
}

interface Props {
  kinds: readonly SpanKind[];
  span: Span;
  onChange: (span: Span) => void;
}

export function SpanPicker({ kinds, span, onChange }: Props) {
  const { words } = useWords();
  const isWrong = span.kind === 'days' && span.from !== '' && span.to !== '' && span.from > span.to;
  return (
    <>
      <label>
        <span>{words.admin.span}</span>
        <select value={span.kind} onChange={({ target: { value } }) => onChange({ ...span, kind: kinds.find((kind) => kind === value) ?? 'season' })}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.admin.spans[kind]}
            </option>
          ))}
        </select>
      </label>
      {span.kind === 'season' && (
        <label>
          <span>{words.period.season}</span>
          <input
            type="number"
            min={1876}
            max={2100}
            required
            value={span.season}
            onChange={({ target: { value } }) => onChange({ ...span, season: value })}
          />
        </label>
      )}
      {span.kind === 'days' && (
        <>
          <label>
            <span>{words.period.from}</span>
            <input type="date" required value={span.from} onChange={({ target: { value } }) => onChange({ ...span, from: value })} />
          </label>
          <label>
            <span>{words.period.to}</span>
            <input
              type="date"
              required
              value={span.to}
              aria-invalid={isWrong}
              onChange={({ target: { value } }) => onChange({ ...span, to: value })}
            />
          </label>
          <p className="wrong" role="status">
            {isWrong ? words.period.wrong : ''}
          </p>
        </>
      )}
    </>
  );
}
