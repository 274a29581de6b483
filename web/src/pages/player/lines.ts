// The stats that splits and game logs show, and the fragments that ask for them. The compiler holds both together.
import { graphql } from '../../api/generated';
import type { BattingColumnsFragment, PitchingColumnsFragment } from '../../api/generated/graphql';
import type { Role, StatField } from '../../words/stats';

export const battingColumns = graphql(`
  fragment BattingColumns on BattingLine {
    plateAppearances
    atBats
    runs
    hits
    doubles
    triples
    homeRuns
    runsBattedIn
    walks
    strikeouts
    hitByPitch
    stolenBases
    caughtStealing
    avg
    obp
    slg
    ops
    woba
    pitches
    battedBalls
    averageExitVelocityMph
    maxExitVelocityMph
    averageLaunchAngle
    hardHitRate
    barrels
    barrelRate
    sweetSpotRate
    expectedAvg
    expectedSlg
    expectedWoba
    swingRate
    whiffRate
    chaseRate
    averageBatSpeedMph
    caveats {
      code
      message
      stats
    }
  }
`);

export const pitchingColumns = graphql(`
  fragment PitchingColumns on PitchingLine {
    battersFaced
    inningsPitched
    hits
    runs
    earnedRuns
    homeRuns
    walks
    hitBatters
    strikeouts
    era
    whip
    opponentAvg
    opponentObp
    opponentSlg
    opponentOps
    woba
    strikeoutRate
    walkRate
    pitches
    strikes
    averageVelocityMph
    averageSpinRateRpm
    zoneRate
    whiffRate
    chaseRate
    calledStrikePlusWhiffRate
    battedBalls
    averageExitVelocityMph
    hardHitRate
    barrelRate
    expectedAvg
    expectedSlg
    expectedWoba
    caveats {
      code
      message
      stats
    }
  }
`);

/** The two sets of columns that a table switches between. */
export const columnSets = ['usual', 'statcast'] as const;
export type ColumnSet = (typeof columnSets)[number];

type Columns = Record<ColumnSet, readonly StatField[]>;
type Batting = Record<ColumnSet, readonly (keyof BattingColumnsFragment)[]>;
type Pitching = Record<ColumnSet, readonly (keyof PitchingColumnsFragment)[]>;

/** Of splits, by role. */
export const splitFields: Record<Role, Columns> = {
  batting: {
    usual: [
      'plateAppearances', 'atBats', 'runs', 'hits', 'doubles', 'triples', 'homeRuns', 'runsBattedIn', 'walks', 'strikeouts',
      'avg', 'obp', 'slg', 'ops', 'woba',
    ],
    statcast: [
      'plateAppearances', 'pitches', 'battedBalls', 'averageExitVelocityMph', 'maxExitVelocityMph', 'averageLaunchAngle',
      'hardHitRate', 'barrels', 'barrelRate', 'sweetSpotRate', 'expectedAvg', 'expectedSlg', 'expectedWoba', 'swingRate',
      'whiffRate', 'chaseRate', 'averageBatSpeedMph',
    ],
  } satisfies Batting,
  pitching: {
    usual: [
      'battersFaced', 'inningsPitched', 'hits', 'runs', 'homeRuns', 'walks', 'strikeouts', 'strikeoutRate', 'walkRate',
      'opponentAvg', 'opponentObp', 'opponentSlg', 'opponentOps', 'woba',
    ],
    statcast: [
      'battersFaced', 'pitches', 'averageVelocityMph', 'averageSpinRateRpm', 'zoneRate', 'whiffRate', 'chaseRate',
      'calledStrikePlusWhiffRate', 'battedBalls', 'averageExitVelocityMph', 'hardHitRate', 'barrelRate', 'expectedAvg',
      'expectedSlg', 'expectedWoba',
    ],
  } satisfies Pitching,
};

/** Of game logs, by role. */
export const logFields: Record<Role, Columns> = {
  batting: {
    usual: [
      'plateAppearances', 'atBats', 'runs', 'hits', 'doubles', 'triples', 'homeRuns', 'runsBattedIn', 'walks', 'strikeouts',
      'hitByPitch', 'stolenBases', 'caughtStealing', 'woba',
    ],
    statcast: splitFields.batting.statcast,
  } satisfies Record<ColumnSet, readonly StatField[]>,
  pitching: {
    usual: [
      'inningsPitched', 'battersFaced', 'hits', 'runs', 'earnedRuns', 'homeRuns', 'walks', 'hitBatters', 'strikeouts', 'pitches',
      'strikes', 'woba',
    ],
    statcast: splitFields.pitching.statcast,
  } satisfies Record<ColumnSet, readonly StatField[]>,
};
