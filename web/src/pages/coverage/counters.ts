// Counters by their names in the box score, as the rest of the page calls them.
import type { LineKind } from '../../api/generated/schema';
import type { Words } from '../../words/en';
import type { Language } from '../../words/language';
import { stats, statName, type StatField } from '../../words/stats';

/** Where a box score calls a stat otherwise. */
const fields: Record<string, StatField> = {
  rbi: 'runsBattedIn',
  baseOnBalls: 'walks',
  strikeOuts: 'strikeouts',
  hitBatsmen: 'hitBatters',
  sacFlies: 'sacrificeFlies',
  sacBunts: 'sacrificeBunts',
  catchersInterference: 'catcherInterferences',
  groundIntoDoublePlay: 'groundedIntoDoublePlays',
  groundIntoTriplePlay: 'groundedIntoTriplePlays',
  numberOfPitches: 'pitches',
};

export function counterName(line: LineKind | null, counter: string, words: Words, language: Language): string {
  const own = words.coverage.counterNames[counter];
  if (own) return own;
  const field = fields[counter] ?? (Object.hasOwn(stats, counter) ? (counter as StatField) : null);
  if (!field || line === 'FIELDING') return counter;
  return statName(field, line === 'PITCHING' ? 'pitching' : 'batting', language)[1];
}
