// Lines over runs of games, and the stats of them that are drawn.
import { graphql } from '../../api/generated';
import type { Role, StatField } from '../../words/stats';

export const rollingBatting = graphql(`
  query RollingBattingOf($by: PlayerKey!, $where: PlayFilter, $games: Int!) {
    player(by: $by) {
      id
      runs: battingRolling(games: $games, where: $where) {
        from
        to
        games
        line {
          woba
          expectedWoba
          avg
          obp
          slg
          ops
          iso
          strikeoutRate
          walkRate
          hardHitRate
          barrelRate
          averageExitVelocityMph
          whiffRate
          chaseRate
        }
      }
    }
  }
`);

export const rollingPitching = graphql(`
  query RollingPitchingOf($by: PlayerKey!, $where: PlayFilter, $games: Int!) {
    player(by: $by) {
      id
      runs: pitchingRolling(games: $games, where: $where) {
        from
        to
        games
        line {
          era
          fip
          whip
          woba
          expectedWoba
          strikeoutRate
          walkRate
          strikeoutMinusWalkRate
          whiffRate
          chaseRate
          averageVelocityMph
          hardHitRate
        }
      }
    }
  }
`);

/** What can be drawn game by game, the usual one first. */
export const rollingStats = {
  batting: [
    'woba', 'expectedWoba', 'avg', 'obp', 'slg', 'ops', 'iso', 'strikeoutRate',
    'walkRate', 'hardHitRate', 'barrelRate', 'averageExitVelocityMph', 'whiffRate', 'chaseRate',
  ],
  pitching: [
    'era', 'fip', 'whip', 'woba', 'expectedWoba', 'strikeoutRate', 'walkRate', 'strikeoutMinusWalkRate',
    'whiffRate', 'chaseRate', 'averageVelocityMph', 'hardHitRate',
  ],
} as const satisfies Record<Role, readonly StatField[]>;
