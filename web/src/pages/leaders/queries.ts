// What the ranking asks, at bat and on the mound, and what its rows look like to both.
import { graphql } from '../../api/generated';
import type { BattingLeadersQuery, PitchingLeadersQuery } from '../../api/generated/graphql';
import type { Role, StatField } from '../../words/stats';

export const battingLeaders = graphql(`
  query BattingLeaders(
    $stat: BattingStat!
    $where: PlayFilter
    $qualifier: Qualifier
    $by: [Dimension!]
    $of: LeaderSubject!
    $direction: Direction
    $first: Int
    $after: String
  ) {
    leaders: battingLeaders(
      stat: $stat
      where: $where
      qualifier: $qualifier
      by: $by
      of: $of
      direction: $direction
      first: $first
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        rank
        isTied
        value
        percentile
        isQualified
        player {
          id
          mlbamId
          name {
            full
          }
          team {
            code
          }
        }
        team {
          id
          code
          name
        }
        league
        key {
          dimension
          value
          label
        }
        line {
          games
          plateAppearances
          homeRuns
          runsBattedIn
          stolenBases
          avg
          obp
          slg
          ops
          woba
          wrcPlus
          battedBalls
          averageExitVelocityMph
          maxExitVelocityMph
          hardHitRate
          barrelRate
          sweetSpotRate
          expectedWoba
          whiffRate
          chaseRate
          caveats {
            code
            message
            stats
          }
        }
      }
    }
  }
`);

export const pitchingLeaders = graphql(`
  query PitchingLeaders(
    $stat: PitchingStat!
    $where: PlayFilter
    $qualifier: Qualifier
    $by: [Dimension!]
    $of: LeaderSubject!
    $direction: Direction
    $first: Int
    $after: String
  ) {
    leaders: pitchingLeaders(
      stat: $stat
      where: $where
      qualifier: $qualifier
      by: $by
      of: $of
      direction: $direction
      first: $first
      after: $after
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        rank
        isTied
        value
        percentile
        isQualified
        player {
          id
          mlbamId
          name {
            full
          }
          team {
            code
          }
        }
        team {
          id
          code
          name
        }
        league
        key {
          dimension
          value
          label
        }
        line {
          games
          inningsPitched
          battersFaced
          wins
          saves
          era
          fip
          whip
          strikeoutRate
          walkRate
          homeRunsPerNine
          pitches
          averageVelocityMph
          maxVelocityMph
          whiffRate
          chaseRate
          calledStrikePlusWhiffRate
          hardHitRate
          barrelRate
          expectedWoba
          caveats {
            code
            message
            stats
          }
        }
      }
    }
  }
`);

type Node = BattingLeadersQuery['leaders']['nodes'][number] | PitchingLeadersQuery['leaders']['nodes'][number];

/** A row of either ranking. */
export type Leader = Omit<Node, 'line'> & {
  line: Partial<Record<StatField, number | string | null>> & Pick<Node['line'], 'caveats'>;
};

/** An answer of either. */
export interface Answered {
  leaders: Omit<BattingLeadersQuery['leaders'], 'nodes'> & { nodes: readonly Leader[] };
}

/** The numbers that stand beside the one that is ranked. */
export const columnSets = {
  batting: {
    usual: ['games', 'plateAppearances', 'homeRuns', 'runsBattedIn', 'stolenBases', 'avg', 'obp', 'slg', 'ops', 'woba', 'wrcPlus'],
    statcast: [
      'plateAppearances', 'battedBalls', 'averageExitVelocityMph', 'maxExitVelocityMph', 'hardHitRate', 'barrelRate',
      'sweetSpotRate', 'woba', 'expectedWoba', 'whiffRate', 'chaseRate',
    ],
  },
  pitching: {
    usual: ['games', 'inningsPitched', 'battersFaced', 'wins', 'saves', 'era', 'fip', 'whip', 'strikeoutRate', 'walkRate', 'homeRunsPerNine'],
    statcast: [
      'inningsPitched', 'pitches', 'averageVelocityMph', 'maxVelocityMph', 'whiffRate', 'chaseRate', 'calledStrikePlusWhiffRate',
      'hardHitRate', 'barrelRate', 'expectedWoba',
    ],
  },
} as const satisfies Record<Role, Record<'usual' | 'statcast', readonly StatField[]>>;
export type ColumnSet = keyof (typeof columnSets)[Role];
