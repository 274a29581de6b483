// What every page needs to know first: which seasons are loaded, up to which day, and whom to thank for them.
import { useMemo } from 'react';

import { graphql } from './generated';
import type { ShellQuery } from './generated/graphql';
import { useApi } from './hooks';

const shell = graphql(`
  query Shell {
    coverage {
      season
      firstDate
      lastDate
    }
    notices {
      source
      text
      url
    }
  }
`);

export interface Loaded {
  /** Seasons with games, the latest first. */
  seasons: number[];
  /** The first and the last day with games; null where nothing is loaded. */
  span: { first: string; last: string } | null;
  /** What the sources want to be said. */
  notices: ShellQuery['notices'];
}

/** The seasons that are loaded. */
export function useLoaded() {
  const query = useApi(shell, {});
  const loaded = useMemo<Loaded | undefined>(() => {
    if (!query.data) return undefined;
    const seasons = query.data.coverage.filter((season) => season.firstDate && season.lastDate);
    seasons.sort((a, b) => b.season - a.season);
    const [latest, earliest] = [seasons[0], seasons.at(-1)];
    const span = latest?.lastDate && earliest?.firstDate ? { first: earliest.firstDate, last: latest.lastDate } : null;
    return { seasons: seasons.map((season) => season.season), span, notices: query.data.notices };
  }, [query.data]);
  return { ...query, data: loaded };
}
