// What the values of dimensions are called in tables.
import type { Dimension } from '../api/generated/schema';
import type { Language, Named } from './naming';
import { closedValues, unknown } from './value-names';

/** 1st, 2nd, 3rd, 11th. */
function ordinal(n: number): string {
  const isTeen = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!isTeen && ['', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

/** Runs ahead or behind. */
function margin(runs: number): Named {
  if (runs === 0) return { en: 'Tied', ja: '同点' };
  return runs > 0 ? { en: `+${runs}`, ja: `${runs}点リード` } : { en: `${runs}`, ja: `${-runs}点ビハインド` };
}

const months = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });

/** Dimensions of numbers; where 0 has a meaning of its own, it says so. */
const numbers: Partial<Record<Dimension, (n: number) => Named>> = {
  SEASON: (n) => ({ en: `${n}`, ja: `${n}年` }),
  MONTH: (n) => ({ en: months.format(Date.UTC(2000, n - 1)), ja: `${n}月` }),
  INNING: (n) => ({ en: ordinal(n), ja: `${n}回` }),
  LINEUP_SLOT: (n) => (n === 0 ? unknown : { en: ordinal(n), ja: `${n}番` }),
  PLATE_APPEARANCE: (n) => (n === 0 ? { en: 'None', ja: '打席なし' } : { en: ordinal(n), ja: `第${n}打席` }),
  TIMES_THROUGH_ORDER: (n) => (n === 0 ? unknown : { en: `${ordinal(n)} time`, ja: `${n}巡目` }),
  SCORE_MARGIN: margin,
  ZONE: (n) => (n === 0 ? unknown : { en: `Zone ${n}`, ja: `ゾーン${n}` }),
};

/** Ids that are 0 where nobody told whose they are. */
const ids: readonly Dimension[] = ['BATTER', 'PITCHER', 'CATCHER', 'VENUE'];

function nameOf(dimension: Dimension, value: string): Named | undefined {
  // A value that is no key of its own, like "constructor", has no name here.
  const closed = closedValues[dimension];
  if (closed && Object.prototype.hasOwnProperty.call(closed, value)) return closed[value];
  if (value === 'UNKNOWN' || (value === '0' && ids.includes(dimension))) return unknown;
  return /^-?\d+$/.test(value) ? numbers[dimension]?.(Number(value)) : undefined;
}

/** A value as a table shows it; what only the API can name (players, teams, parks, games) is called by its label. */
export function valueName(dimension: Dimension, value: string, label: string, language: Language): string {
  return nameOf(dimension, value)?.[language] ?? label;
}
