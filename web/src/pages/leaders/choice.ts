// What the URL of the ranking says: each control is one parameter.
import type { Dimension, Direction, LeaderSubject, Qualifier } from '../../api/generated/schema';
import { isIn } from '../../url';
import { dimensionNames } from '../../words/dimensions';
import { battingStats, isLowerBetter, pitchingStats, type Role, type StatField, type StatGroup } from '../../words/stats';
import type { ColumnSet } from './queries';

export const subjects = { players: 'PLAYER', teams: 'TEAM', leagues: 'LEAGUE' } as const satisfies Record<string, LeaderSubject>;
export type Subject = keyof typeof subjects;

export type Minimum = 'pa' | 'bf' | 'ip' | 'bbe' | 'pitches';
/** Who qualifies: `usual` is the official rule for rates of players and nobody left out else, as the API has it. */
export type Qualifying = { kind: 'usual' | 'official' | 'all' } | { kind: Minimum; least: number };

const minimums: Record<Role, Partial<Record<Minimum, keyof Qualifier>>> = {
  batting: { pa: 'minPlateAppearances', bbe: 'minBattedBalls', pitches: 'minPitches' },
  pitching: { bf: 'minBattersFaced', ip: 'minInnings', bbe: 'minBattedBalls', pitches: 'minPitches' },
};

/** The minimums that a role has. */
export const minimumsOf = (role: Role) => Object.keys(minimums[role]) as Minimum[];

/** Where a minimum begins when it is chosen. */
export const USUAL_LEAST: Record<Minimum, number> = { pa: 100, bf: 100, ip: 20, bbe: 50, pitches: 500 };

export const statGroups = { batting: battingStats, pitching: pitchingStats } as const satisfies Record<Role, readonly StatGroup[]>;

export interface Choice {
  stat: StatField;
  direction: Direction;
  of: Subject;
  by: Dimension | null;
  qualifying: Qualifying;
  team: string | null;
  columns: ColumnSet;
}

function qualifyingOf(text: string | null, role: Role, of: Subject): Qualifying {
  if (text === 'all') return { kind: 'all' };
  // The rule is about players.
  if (text === 'official') return { kind: of === 'players' ? 'official' : 'usual' };
  const [asked, least = ''] = text?.split(':') ?? [];
  const kind = minimumsOf(role).find((minimum) => minimum === asked);
  return kind && /^\d{1,6}$/.test(least) ? { kind, least: Number(least) } : { kind: 'usual' };
}

/** The better end of a stat first. */
export function usualDirection(stat: StatField, role: Role): Direction {
  return isLowerBetter(stat, role) ? 'ASC' : 'DESC';
}

export function choiceOf(params: URLSearchParams, role: Role): Choice {
  const fields: readonly StatField[] = statGroups[role].flatMap((group): readonly StatField[] => group.stats);
  const stat = fields.find((field) => field === params.get('stat')) ?? (role === 'batting' ? 'ops' : 'era');
  const asked = params.get('of');
  const of = isIn(asked, subjects) ? asked : 'players';
  const order = params.get('order');
  const by = params.get('by');
  return {
    stat,
    direction: order === 'low' ? 'ASC' : order === 'high' ? 'DESC' : usualDirection(stat, role),
    of,
    by: isIn(by, dimensionNames) ? by : null,
    qualifying: qualifyingOf(params.get('min'), role, of),
    team: of === 'leagues' ? null : params.get('team'),
    columns: params.get('columns') === 'statcast' ? 'statcast' : 'usual',
  };
}

/** What a choice asks of the API. */
export function qualifierOf(qualifying: Qualifying, role: Role): Qualifier | null {
  switch (qualifying.kind) {
    case 'usual':
      return null;
    case 'official':
      return { official: true };
    case 'all':
      return {};
    default: {
      const field = minimums[role][qualifying.kind];
      return field ? { [field]: qualifying.least } : null;
    }
  }
}

/** The text of a qualifier in the URL. */
export function qualifyingText(qualifying: Qualifying): string | null {
  if (qualifying.kind === 'usual') return null;
  return 'least' in qualifying ? `${qualifying.kind}:${qualifying.least}` : qualifying.kind;
}
