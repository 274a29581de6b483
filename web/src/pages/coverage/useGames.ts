// One list of games at a time, page by page.
import type { CoverageDifferencesFragment } from '../../api/generated/graphql';
import type { LineKind } from '../../api/generated/schema';
import { usePages, type Pages } from '../../api/pages';
import { gamesDiffering, gamesMissing, gamesMissingOfSource, gamesOfCounter, gamesWithGaps, type ListedGame } from './games';

/** `pbp` and `statcast` are missing from that source, `missing` from all. */
export const lists = ['differences', 'missing', 'pbp', 'statcast', 'gaps'] as const;
export type List = (typeof lists)[number];

export interface OneCounter {
  line: LineKind;
  counter: string;
}

export type Listed = ListedGame & Partial<CoverageDifferencesFragment>;

interface Connection {
  nodes: readonly Listed[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const ofSeason = (answer: { coverage: readonly { games: Connection }[] }) => answer.coverage[0]?.games;
const ofCounter = (answer: { coverage: readonly { agreement: readonly { games: Connection }[] }[] }) =>
  answer.coverage[0]?.agreement[0]?.games;
type OfSources = { coverage: readonly { sources: readonly { source: string; missingGames: Connection }[] }[] };
const ofSource = (wanted: string) => (answer: OfSources) =>
  answer.coverage[0]?.sources.find(({ source }) => source === wanted)?.missingGames;
const ofPlayByPlay = ofSource('PLAY_BY_PLAY');
const ofStatcast = ofSource('STATCAST');

export function useGames(season: number, list: List, counter: OneCounter | null, wanted: number, first: number): Pages<unknown, Listed> {
  const asked = { season, first };
  const only = (one: List) => (list === one && !counter ? asked : null);
  const found: Record<List, Pages<unknown, Listed>> = {
    differences: usePages(gamesDiffering, only('differences'), { of: ofSeason, wanted }),
    missing: usePages(gamesMissing, only('missing'), { of: ofSeason, wanted }),
    pbp: usePages(gamesMissingOfSource, only('pbp'), { of: ofPlayByPlay, wanted }),
    statcast: usePages(gamesMissingOfSource, only('statcast'), { of: ofStatcast, wanted }),
    gaps: usePages(gamesWithGaps, only('gaps'), { of: ofSeason, wanted }),
  };
  const counted = usePages(gamesOfCounter, counter && { ...asked, ...counter }, { of: ofCounter, wanted });
  return counter ? counted : found[list];
}
