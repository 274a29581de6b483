// One column of the comparison: a player, his period and his line.
import type { PlayFilter, PlayerKey } from '../../api/generated/schema';
import type { Caveat } from '../../ui/Caveats';
import type { Period } from '../../period';
import type { StatField } from '../../words/stats';
import type { Chosen } from './chosen';

export type Line = Partial<Record<StatField, number | string | null>> & { caveats: readonly Caveat[] };

export interface Compared {
  id: string;
  mlbamId: number | null;
  name: { full: string };
  primaryPosition: string | null;
  team: { code: string } | null;
  line: Line;
}

/** What is asked of one of them. */
export interface Asked {
  by: PlayerKey;
  where: PlayFilter;
}

export interface Member {
  /** Stands for him among the others: one player may be there twice. */
  key: string;
  place: number;
  chosen: Chosen;
  period: Period;
  asked: Asked;
  player: Compared;
  /** His name, with his period where those differ. */
  label: string;
}
