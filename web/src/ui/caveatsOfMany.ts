// Caveats of many rows in a few lines: what all have is said once, what differs is said of somebody.
import type { Caveat } from './Caveats';

export interface Told {
  name: string;
  caveats: readonly Caveat[];
}

/** So many are named each; of more than that, one stands for all. */
const FEW = 6;

/** The caveats that qualify any of these stats. */
export function caveatsOn(caveats: readonly Caveat[], fields: readonly string[]): Caveat[] {
  return caveats.filter(({ stats }) => stats.some((stat) => fields.includes(stat)));
}

export function caveatsOfMany(rows: readonly Told[]): Caveat[] {
  const codes = [...new Set(rows.flatMap(({ caveats }) => caveats.map(({ code }) => code)))];
  return codes.flatMap((code): Caveat[] => {
    const told = rows.flatMap(({ name, caveats }) => caveats.filter((caveat) => caveat.code === code).map((caveat) => ({ name, caveat })));
    const messages = new Set(told.map(({ caveat }) => caveat.message));
    const [first] = told;
    if (!first) return [];
    if (messages.size === 1 && new Set(told.map(({ name }) => name)).size === rows.length) return [first.caveat];
    const named = ({ name, caveat }: (typeof told)[number]): Caveat => ({ ...caveat, who: name });
    if (told.length <= FEW) return told.map(named);
    return [{ ...named(first), likewise: told.length - 1 }];
  });
}
