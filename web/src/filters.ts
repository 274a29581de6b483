// The filters that pages offer beside a period: each is one parameter of the URL and one field of PlayFilter.
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

import type { Dimension, GameType, PlayFilter } from './api/generated/schema';
import { isIn } from './url';

/** A filter with closed values. */
export interface FilterField {
  /** The parameter of the URL. */
  param: string;
  /** The dimension it filters by: names of values are that dimension's. */
  dimension: Dimension;
  values: readonly string[];
  /** What it asks of the API. */
  where: (value: string) => PlayFilter;
  /** Pages of batters or pitchers only. */
  role?: 'batting' | 'pitching';
}

const HANDS = ['LEFT', 'RIGHT'] as const;

export const filterFields: readonly FilterField[] = [
  { param: 'vs', dimension: 'PITCHER_HAND', values: HANDS, role: 'batting', where: (v) => ({ pitcherHand: v as 'LEFT' }) },
  { param: 'side', dimension: 'BATTER_SIDE', values: HANDS, role: 'pitching', where: (v) => ({ batterSide: v as 'LEFT' }) },
  { param: 'at', dimension: 'HOME_AWAY', values: ['HOME', 'AWAY'], where: (v) => ({ homeAway: v as 'HOME' }) },
  { param: 'light', dimension: 'DAY_NIGHT', values: ['DAY', 'NIGHT'], where: (v) => ({ dayNight: v as 'DAY' }) },
  {
    param: 'runners',
    dimension: 'RUNNERS',
    values: ['EMPTY', 'ON', 'SCORING_POSITION', 'LOADED'],
    where: (v) => ({ runners: [v as 'ON'] }),
  },
  {
    param: 'innings',
    dimension: 'INNING_GROUP',
    values: ['EARLY', 'MIDDLE', 'LATE', 'EXTRA'],
    where: (v) => ({ inningGroups: [v as 'EARLY'] }),
  },
  { param: 'outs', dimension: 'OUTS', values: ['0', '1', '2'], where: (v) => ({ outs: [Number(v)] }) },
  {
    param: 'count',
    dimension: 'COUNT_STATE',
    values: ['AHEAD', 'EVEN', 'BEHIND'],
    where: (v) => ({ countStates: [v as 'AHEAD'] }),
  },
];

/** Kinds of games: the regular season unless the URL's `games` says otherwise. */
export const gameKinds = {
  regular: ['REGULAR'],
  postseason: ['WILD_CARD', 'DIVISION_SERIES', 'LEAGUE_SERIES', 'WORLD_SERIES'],
  spring: ['SPRING'],
  all: ['REGULAR', 'WILD_CARD', 'DIVISION_SERIES', 'LEAGUE_SERIES', 'WORLD_SERIES'],
} as const satisfies Record<string, readonly GameType[]>;
export type GameKind = keyof typeof gameKinds;

/** Parameters that say which plays a page is about. */
export const whereParams = ['period', 'games', ...filterFields.map((field) => field.param)] as const;

/** What the filters of a URL ask of the API, without the period. */
export function filtersOf(params: URLSearchParams, role: 'batting' | 'pitching'): PlayFilter {
  const filter: PlayFilter = {};
  const games = params.get('games');
  if (isIn(games, gameKinds)) filter.gameTypes = [...gameKinds[games]];
  for (const field of filterFields) {
    const value = params.get(field.param);
    const isMeant = !field.role || field.role === role;
    if (value && isMeant && field.values.includes(value)) Object.assign(filter, field.where(value));
  }
  return filter;
}

/** The filters of this page's URL. */
export function useFilters(role: 'batting' | 'pitching'): PlayFilter {
  const [params] = useSearchParams();
  return useMemo(() => filtersOf(params, role), [params, role]);
}
