// How numbers are written.
import type { Language } from './naming';

export type Format =
  | 'count'
  /** Without the zero: .312 */
  | 'average'
  /** Of a share, 0 to 1: 27.3% */
  | 'percent'
  | 'decimal1'
  | 'decimal2'
  | 'mph'
  | 'degrees'
  | 'rpm'
  | 'feet'
  | 'inches'
  /** 100 is the league. */
  | 'index'
  /** Thirds after the point: 5.2 */
  | 'innings';

/** What stands for a number nobody knows. */
export const MISSING = '–';

const digits = (n: number): Intl.NumberFormatOptions => ({ minimumFractionDigits: n, maximumFractionDigits: n });

const options: Record<Format, Intl.NumberFormatOptions> = {
  count: digits(0),
  average: digits(3),
  percent: { style: 'percent', ...digits(1) },
  decimal1: digits(1),
  decimal2: digits(2),
  mph: digits(1),
  degrees: digits(1),
  rpm: digits(0),
  feet: digits(1),
  inches: digits(1),
  index: digits(0),
  innings: digits(0),
};

const units: Partial<Record<Format, Record<Language, string>>> = {
  mph: { en: ' mph', ja: ' mph' },
  degrees: { en: '°', ja: '°' },
  rpm: { en: ' rpm', ja: ' rpm' },
  feet: { en: ' ft', ja: 'フィート' },
  inches: { en: ' in', ja: 'インチ' },
};

// Formatters are dear to make, and a table has thousands of numbers.
const formatters: Record<string, Intl.NumberFormat | undefined> = {};

function plain(as: Format, value: number, language: Language): string {
  const formatter = (formatters[`${language} ${as}`] ??= new Intl.NumberFormat(language, options[as]));
  const text = formatter.format(value);
  // What rounds to nothing has no sign.
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}

/** The API writes innings of a line as "5.2", and as a number with thirds as a fraction where they are ranked. */
function innings(value: number | string, language: Language): string {
  const [whole = '', thirds = '0'] = String(value).split('.');
  const outs = typeof value === 'string' ? Number(whole) * 3 + Number(thirds) : Math.round(value * 3);
  return Number.isFinite(outs) ? `${plain('innings', Math.floor(outs / 3), language)}.${outs % 3}` : MISSING;
}

/** A number with its unit; a dash for none. */
export function formatAs(as: Format, value: number | string | null | undefined, language: Language): string {
  if (value === null || value === undefined || value === '') return MISSING;
  if (as === 'innings') return innings(value, language);
  const number = Number(value);
  if (!Number.isFinite(number)) return MISSING;
  const text = plain(as, number, language);
  return (as === 'average' ? text.replace(/^(-?)0\./, '$1.') : text) + (units[as]?.[language] ?? '');
}
