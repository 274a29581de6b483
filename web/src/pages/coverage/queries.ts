// What is known of the seasons that are loaded.
import { graphql } from '../../api/generated';
import type { CoverageSeasonQuery, CoverageSeasonsQuery } from '../../api/generated/graphql';

export const coverageSeasons = graphql(`
  query CoverageSeasons {
    coverage {
      season
      gamesScheduled
      gamesPlayed
      gamesLoaded
      gamesMissing
      gamesComplete
      gamesDiffering
      firstDate
      lastDate
      lastCrawledAt
      pitchRows
      missingPlateAppearances
      sources {
        source
        gamesLoaded
      }
    }
  }
`);

export const coverageSeason = graphql(`
  query CoverageSeason($season: Int!) {
    coverage(season: $season) {
      season
      gamesScheduled
      gamesPlayed
      gamesFinal
      gamesPostponed
      gamesSuspended
      gamesCancelled
      gamesLoaded
      gamesMissing
      gamesComplete
      gamesDiffering
      gamesWithGaps
      pitchRows
      missingPitches
      plateAppearances
      missingPlateAppearances
      unendedPlateAppearances
      scoredPlateAppearances
      boxScorePlateAppearances
      sources {
        source
        gamesLoaded
        gamesMissing
        firstDate
        lastDate
        lastCrawledAt
      }
      agreement {
        line
        counter
        linesCompared
        linesAgreeing
        linesDiffering
      }
      statcastAgreement {
        field
        gamesCompared
        gamesDiffering
        playsDiffering
        served
        reason
      }
      refusedBodies {
        source
        kind
        verdict
        bodies
        unresolved
        lastSeenAt
      }
      schemaDrift {
        source
        kind
        names
        bodies
        lastSeenAt
      }
    }
  }
`);

export type SeasonRow = CoverageSeasonsQuery['coverage'][number];
export type Season = CoverageSeasonQuery['coverage'][number];
export type Counter = Season['agreement'][number];
