// What the panels of a role are given.
import type { PlayFilter } from '../../api/generated/schema';
import type { Loaded } from '../../api/shell';
import { periodText, type Period } from '../../period';

export interface RoleProps {
  player: { id: string; mlbamId: number | null; name: string };
  /** Which plays count: the period and the filters. */
  where: PlayFilter;
  period: Period;
  loaded: Loaded;
}

/** Words of a file's name: whose, of which period, and what. */
export function fileWords(player: { name: string }, period: Period | undefined, ...what: (string | number)[]): (string | number)[] {
  return [player.name, ...(period ? [periodText(period)] : []), ...what];
}
