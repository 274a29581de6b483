// What the first view of a pitcher asks for, and the stats it shows.
import { graphql } from '../../../api/generated';
import type { ArsenalColumnsFragment, PitchingNumbersQuery, PitchingSummaryFragment } from '../../../api/generated/graphql';
import { statEnum } from '../../../words/stats';
import type { BarGroup } from '../LinePanel';

export const pitchingNumbers = graphql(`
  query PitchingNumbers($by: PlayerKey!, $where: PlayFilter!, $stats: [PitchingStat!]!) {
    player(by: $by) {
      id
      pitching(where: $where) {
        ...PitchingSummary
      }
      pitchingRanks(stats: $stats, where: $where, qualifier: { official: true }) {
        stat
        value
        rank
        of
        percentile
        isQualified
      }
      arsenal(where: $where) {
        pitches
        usage
        pitchType {
          code
          name
        }
        line {
          ...ArsenalColumns
        }
      }
    }
  }
`);

export const pitchingSummary = graphql(`
  fragment PitchingSummary on PitchingLine {
    games
    gamesStarted
    wins
    losses
    saves
    holds
    inningsPitched
    battersFaced
    hits
    runs
    earnedRuns
    homeRuns
    walks
    hitBatters
    strikeouts
    era
    whip
    fip
    xfip
    eraPlus
    strikeoutsPerNine
    walksPerNine
    homeRunsPerNine
    strikeoutRate
    walkRate
    strikeoutMinusWalkRate
    opponentAvg
    opponentOps
    babip
    leftOnBaseRate
    woba
    expectedWoba
    expectedAvg
    expectedSlg
    averageExitVelocityMph
    hardHitRate
    barrelRate
    groundBallRate
    pitches
    averageVelocityMph
    averageSpinRateRpm
    averageExtensionFeet
    whiffRate
    swingingStrikeRate
    calledStrikePlusWhiffRate
    chaseRate
    zoneRate
    inZoneContactRate
    firstPitchStrikeRate
    re24
    wpa
    caveats {
      code
      message
      stats
    }
  }
`);

export const arsenalColumns = graphql(`
  fragment ArsenalColumns on PitchingLine {
    averageVelocityMph
    maxVelocityMph
    averageSpinRateRpm
    averageHorizontalMovementInches
    averageVerticalMovementInches
    averageExtensionFeet
    zoneRate
    whiffRate
    chaseRate
    calledStrikePlusWhiffRate
    battersFaced
    opponentAvg
    opponentSlg
    woba
    expectedWoba
    averageExitVelocityMph
    hardHitRate
    re24
    caveats {
      code
      message
      stats
    }
  }
`);

export type ArsenalPitch = NonNullable<PitchingNumbersQuery['player']>['arsenal'][number];

type SummaryField = Exclude<keyof PitchingSummaryFragment, 'caveats'>;
type ArsenalField = Exclude<keyof ArsenalColumnsFragment, 'caveats'>;

/** The row on top. */
export const summaryFields = [
  'games', 'gamesStarted', 'wins', 'losses', 'saves', 'inningsPitched', 'battersFaced', 'hits', 'runs', 'earnedRuns',
  'homeRuns', 'walks', 'strikeouts', 'era', 'fip', 'whip',
] as const satisfies readonly SummaryField[];

const results = [
  'era', 'fip', 'xfip', 'whip', 'strikeoutRate', 'walkRate', 'strikeoutMinusWalkRate', 'homeRunsPerNine', 'opponentAvg', 'woba',
] as const satisfies readonly SummaryField[];

const contact = [
  'expectedWoba', 'expectedAvg', 'expectedSlg', 'averageExitVelocityMph', 'hardHitRate', 'barrelRate', 'groundBallRate',
] as const satisfies readonly SummaryField[];

const stuff = [
  'averageVelocityMph', 'averageSpinRateRpm', 'averageExtensionFeet', 'whiffRate', 'swingingStrikeRate',
  'calledStrikePlusWhiffRate', 'chaseRate', 'zoneRate', 'firstPitchStrikeRate',
] as const satisfies readonly SummaryField[];

/** The bars, as they are switched between. */
export const groups: readonly [BarGroup, ...BarGroup[]] = [
  { key: 'results', name: { en: 'Results', ja: '成績' }, stats: results },
  { key: 'contact', name: { en: 'Contact', ja: '打球' }, stats: contact },
  { key: 'pitches', name: { en: 'Pitches', ja: '球質・空振り' }, stats: stuff },
];

/** What ranks are asked for. */
export const rankedStats = [...results, ...contact, ...stuff].map((field) => statEnum(field));

/** The columns of the arsenal: what a pitch is like and what it does come first, for whoever does not scroll. */
export const arsenalFields = [
  'averageVelocityMph', 'averageSpinRateRpm', 'averageHorizontalMovementInches', 'averageVerticalMovementInches',
  'averageExtensionFeet', 'zoneRate', 'chaseRate', 'whiffRate', 'calledStrikePlusWhiffRate', 'expectedWoba', 'woba', 're24',
  'battersFaced', 'opponentAvg', 'opponentSlg', 'averageExitVelocityMph', 'hardHitRate', 'maxVelocityMph',
] as const satisfies readonly ArsenalField[];
