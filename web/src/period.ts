// A period as it stands in the URL (`period=2024`, `2024-05`, `2024-04-01..2024-05-10`, `last15`, `career`), and the days
// that it means.
import type { PlayFilter } from './api/generated/schema';

export type Period =
  | { kind: 'season'; season: number }
  | { kind: 'month'; season: number; month: number }
  | { kind: 'last'; days: number }
  | { kind: 'days'; from: string; to: string }
  | { kind: 'career' };

/** The days that games of a season or a player lie in: league days as `2024-03-28`. */
export interface Span {
  first: string;
  last: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) => DAY.test(text) && shift(text, 0) === text;

/** Reads a period; null where the text is none. */
export function parsePeriod(text: string | null): Period | null {
  if (!text) return null;
  if (text === 'career') return { kind: 'career' };
  const last = /^last(\d{1,3})$/.exec(text);
  if (last && Number(last[1]) > 0) return { kind: 'last', days: Number(last[1]) };
  if (/^\d{4}$/.test(text)) return { kind: 'season', season: Number(text) };
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return { kind: 'month', season: Number(month[1]), month: Number(month[2]) };
  const [from = '', to = '', ...more] = text.split('..');
  if (more.length === 0 && isDay(from) && isDay(to) && from <= to) return { kind: 'days', from, to };
  return null;
}

/** The text of a period in the URL. */
export function periodText(period: Period): string {
  switch (period.kind) {
    case 'season':
      return String(period.season);
    case 'month':
      return `${period.season}-${String(period.month).padStart(2, '0')}`;
    case 'last':
      return `last${period.days}`;
    case 'days':
      return `${period.from}..${period.to}`;
    case 'career':
      return 'career';
  }
}

/** What a period asks of the API; "last" days end with the last day that is loaded. */
export function periodFilter(period: Period, loaded: Span): Pick<PlayFilter, 'from' | 'to' | 'seasons'> {
  switch (period.kind) {
    case 'season':
      return { seasons: [period.season] };
    case 'month': {
      // Day 0 of the next month is the last of this one.
      const last = new Date(Date.UTC(period.season, period.month, 0)).getUTCDate();
      return { from: `${periodText(period)}-01`, to: `${periodText(period)}-${last}` };
    }
    case 'last':
      return { from: shift(loaded.last, 1 - period.days), to: loaded.last };
    case 'days':
      return { from: period.from, to: period.to };
    case 'career':
      return {};
  }
}

/** The day so many days later. */
export function shift(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
