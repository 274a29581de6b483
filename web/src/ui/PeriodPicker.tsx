// Presets and dates of a period, written to the URL.
import { useId, useState } from 'react';
import { useSearchParams } from 'wouter';

import type { Loaded } from '../api/shell';
import { filterFields, gameKinds, type GameKind } from '../filters';
import { parsePeriod, periodFilter, periodText, type Period } from '../period';
import { isIn, useParam } from '../url';
import { valueName } from '../words/values';
import { dimensionNames } from '../words/dimensions';
import { useWords } from '../words/language';

/** The period of the URL, else the latest season that is loaded. */
export function usePeriod(loaded: Loaded | undefined, param = 'period'): [Period | null, (period: Period) => void] {
  const [text, set] = useParam(param);
  const latest = loaded?.seasons[0];
  const period = parsePeriod(text) ?? (latest ? { kind: 'season', season: latest } : null);
  return [period, (next) => set(periodText(next))];
}

interface Props {
  loaded: Loaded;
  period: Period;
  onChange: (period: Period) => void;
}

const kinds = ['season', 'last15', 'last30', 'month', 'career', 'days'] as const;
/** Any other number of last days comes from a URL only. */
type Kind = (typeof kinds)[number] | `last${number}`;

function kindOf(period: Period): Kind {
  return period.kind === 'last' ? `last${period.days}` : period.kind;
}

/** Chooses a period: a season, the last days, a month, a career, or any dates. */
export function PeriodPicker({ loaded, period, onChange }: Props) {
  const { words, language } = useWords();
  const id = useId();
  const span = loaded.span ?? { first: '', last: '' };
  const season = period.kind === 'season' || period.kind === 'month' ? period.season : (loaded.seasons[0] ?? 0);
  const seasons = loaded.seasons.includes(season) ? loaded.seasons : [season, ...loaded.seasons];
  const month = period.kind === 'month' ? period.month : Number(span.last.slice(5, 7)) || 6;
  const dates = { from: span.first, to: span.last, ...periodFilter(period, span) };

  const choose = (kind: Kind) => {
    if (kind === 'season') onChange({ kind, season });
    else if (kind === 'month') onChange({ kind, season, month });
    else if (kind === 'career') onChange({ kind });
    else if (kind === 'days') onChange({ kind, from: dates.from ?? span.first, to: dates.to ?? span.last });
    else onChange({ kind: 'last', days: Number(kind.slice('last'.length)) });
  };
  const monthName = (number: number) =>
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, number - 1, 1)));

  return (
    <fieldset className="period">
      <legend className="unseen">{words.period.label}</legend>
      <select aria-label={words.period.label} value={kindOf(period)} onChange={(event) => choose(event.target.value as Kind)}>
        {period.kind === 'last' && !(kinds as readonly Kind[]).includes(kindOf(period)) && (
          <option value={kindOf(period)}>{words.period.lastDays(period.days)}</option>
        )}
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.period[kind]}
          </option>
        ))}
      </select>
      {(period.kind === 'season' || period.kind === 'month') && (
        <select
          aria-label={words.period.season}
          value={season}
          onChange={(event) => onChange({ ...period, season: Number(event.target.value) })}
        >
          {seasons.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      )}
      {period.kind === 'month' && (
        <select
          aria-label={words.period.month}
          value={month}
          onChange={(event) => onChange({ ...period, month: Number(event.target.value) })}
        >
          {[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((number) => (
            <option key={number} value={number}>
              {monthName(number)}
            </option>
          ))}
        </select>
      )}
      {period.kind === 'days' && <Days id={id} key={periodText(period)} period={period} onChange={onChange} />}
    </fieldset>
  );
}

/** Two days; they count once both are days in order. */
function Days({ id, period, onChange }: { id: string; period: Period & { kind: 'days' }; onChange: (period: Period) => void }) {
  const { words } = useWords();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isWrong = from !== '' && to !== '' && from > to;
  const enter = (nextFrom: string, nextTo: string) => {
    setFrom(nextFrom);
    setTo(nextTo);
    const next = parsePeriod(`${nextFrom}..${nextTo}`);
    if (next) onChange(next);
  };
  return (
    <>
      <label>
        <span>{words.period.from}</span>
        <input type="date" value={from} aria-invalid={isWrong} aria-describedby={`${id}-wrong`} onChange={(event) => enter(event.target.value, to)} />
      </label>
      <label>
        <span>{words.period.to}</span>
        <input type="date" value={to} aria-invalid={isWrong} aria-describedby={`${id}-wrong`} onChange={(event) => enter(from, event.target.value)} />
      </label>
      <span id={`${id}-wrong`} className="wrong" role="status">
        {isWrong ? words.period.wrong : ''}
      </span>
    </>
  );
}

/** The kind of games and the filters of plays, each a parameter of the URL. */
export function FilterBar({ role }: { role: 'batting' | 'pitching' }) {
  const { words, language } = useWords();
  const [params, setParams] = useSearchParams();
  const fields = filterFields.filter((field) => !field.role || field.role === role);
  const set = (changes: Record<string, string>) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      for (const [name, value] of Object.entries(changes)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  const chosen = fields.filter((field) => params.get(field.param));
  const games = params.get('games');
  return (
    <>
      <select
        aria-label={words.period.games}
        value={isIn(games, gameKinds) ? games : 'regular'}
        onChange={(event) => set({ games: event.target.value === 'regular' ? '' : event.target.value })}
      >
        {(Object.keys(gameKinds) as GameKind[]).map((kind) => (
          <option key={kind} value={kind}>
            {words.period.kinds[kind]}
          </option>
        ))}
      </select>
      <details className="filters" open={chosen.length > 0}>
        <summary>
          {words.period.filters}
          {chosen.length > 0 && <span className="badge">{chosen.length}</span>}
        </summary>
        <div>
          {fields.map((field) => (
            <label key={field.param}>
              <span>{dimensionNames[field.dimension][language]}</span>
              <select value={params.get(field.param) ?? ''} onChange={(event) => set({ [field.param]: event.target.value })}>
                <option value="">{words.common.any}</option>
                {field.values.map((value) => (
                  <option key={value} value={value}>
                    {valueName(field.dimension, value, value, language)}
                  </option>
                ))}
              </select>
            </label>
          ))}
          {chosen.length > 0 && (
            <button type="button" className="quiet" onClick={() => set(Object.fromEntries(chosen.map((field) => [field.param, ''])))}>
              {words.period.clear}
            </button>
          )}
        </div>
      </details>
    </>
  );
}
