// The lists of games that a season's numbers count.
import { graphql } from '../../api/generated';
import type { CoverageGameFragment } from '../../api/generated/graphql';

graphql(`
  fragment CoverageGame on Game {
    id
    date
    gameNumber
    status
    statusReason
    awayTeam {
      id
      code
    }
    homeTeam {
      id
      code
    }
    awayScore
    homeScore
    missingPlateAppearances
    unendedPlateAppearances
  }
`);

graphql(`
  fragment CoverageDifferences on Game {
    differences {
      line
      counter
      derived
      boxScore
      team {
        code
      }
      player {
        id
        mlbamId
        name {
          full
        }
      }
    }
  }
`);

export const gamesDiffering = graphql(`
  query GamesDiffering($season: Int!, $first: Int!, $after: String) {
    coverage(season: $season) {
      games: gamesWithDifferences(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...CoverageGame
          ...CoverageDifferences
        }
      }
    }
  }
`);

export const gamesOfCounter = graphql(`
  query GamesOfCounter($season: Int!, $line: LineKind!, $counter: String!, $first: Int!, $after: String) {
    coverage(season: $season) {
      agreement(line: $line, counter: $counter) {
        games(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...CoverageGame
            ...CoverageDifferences
          }
        }
      }
    }
  }
`);

export const gamesWithGaps = graphql(`
  query GamesWithGaps($season: Int!, $first: Int!, $after: String) {
    coverage(season: $season) {
      games: gamesHavingGaps(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...CoverageGame
        }
      }
    }
  }
`);

export const gamesMissing = graphql(`
  query GamesMissing($season: Int!, $first: Int!, $after: String) {
    coverage(season: $season) {
      games: missingGames(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...CoverageGame
        }
      }
    }
  }
`);

// A cursor holds for the list of each source: they have one order.
export const gamesMissingOfSource = graphql(`
  query GamesMissingOfSource($season: Int!, $first: Int!, $after: String) {
    coverage(season: $season) {
      sources {
        source
        missingGames(first: $first, after: $after) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...CoverageGame
          }
        }
      }
    }
  }
`);

export type ListedGame = CoverageGameFragment;
