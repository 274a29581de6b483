// Where a player stands in each stat, among those who qualify as on his own page: in counts, too.
import { graphql } from '../../api/generated';

export const battingRanks = graphql(`
  query BattingRanksOf($by: PlayerKey!, $where: PlayFilter, $stats: [BattingStat!]!) {
    player(by: $by) {
      id
      ranks: battingRanks(stats: $stats, where: $where, qualifier: { official: true }) {
        stat
        rank
        of
        percentile
        isQualified
      }
    }
  }
`);

export const pitchingRanks = graphql(`
  query PitchingRanksOf($by: PlayerKey!, $where: PlayFilter, $stats: [PitchingStat!]!) {
    player(by: $by) {
      id
      ranks: pitchingRanks(stats: $stats, where: $where, qualifier: { official: true }) {
        stat
        rank
        of
        percentile
        isQualified
      }
    }
  }
`);
