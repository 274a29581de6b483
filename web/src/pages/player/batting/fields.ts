// What the line of a batter shows: the usual row, and the bars in groups.
import type { BattingLineFragment } from '../../../api/generated/graphql';
import { graphql } from '../../../api/generated';
import { battingStats, statEnum, type BattingField } from '../../../words/stats';
import type { BarGroup } from '../LinePanel';

export const battingLine = graphql(`
  fragment BattingLine on BattingLine {
    games
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
    iso
    babip
    walkRate
    strikeoutRate
    woba
    wrcPlus
    opsPlus
    wraa
    re24
    wpa
    expectedAvg
    expectedSlg
    expectedWoba
    battedBalls
    averageExitVelocityMph
    maxExitVelocityMph
    ninetiethPercentileExitVelocityMph
    averageLaunchAngle
    hardHitRate
    barrels
    barrelRate
    sweetSpotRate
    groundBallRate
    lineDriveRate
    flyBallRate
    popUpRate
    pitches
    swingRate
    whiffRate
    swingingStrikeRate
    chaseRate
    zoneRate
    inZoneSwingRate
    inZoneContactRate
    firstPitchStrikeRate
    averageBatSpeedMph
    fastSwingRate
    averageSwingLengthFeet
    caveats {
      code
      message
      stats
    }
  }
`);

type Asked = BattingField & keyof BattingLineFragment;

/** The row on top. */
export const lineFields: readonly Asked[] = [
  'games', 'plateAppearances', 'atBats', 'runs', 'hits', 'doubles', 'triples', 'homeRuns', 'runsBattedIn', 'walks', 'strikeouts',
  'hitByPitch', 'stolenBases', 'caughtStealing', 'avg', 'obp', 'slg', 'ops', 'woba', 'wrcPlus',
];

const overview: readonly Asked[] = [
  'woba', 'expectedWoba', 'wrcPlus', 'ops', 'homeRuns', 'barrelRate', 'averageExitVelocityMph', 'hardHitRate', 'strikeoutRate',
  'walkRate', 'whiffRate', 'chaseRate',
];
const results: readonly Asked[] = [
  'avg', 'obp', 'slg', 'iso', 'babip', 'hits', 'doubles', 'homeRuns', 'runs', 'runsBattedIn', 'stolenBases', 'walks',
];
const value: readonly Asked[] = ['wrcPlus', 'opsPlus', 'wraa', 're24', 'wpa', 'woba', 'expectedWoba', 'expectedAvg', 'expectedSlg'];
const contact: readonly Asked[] = [
  'averageExitVelocityMph', 'ninetiethPercentileExitVelocityMph', 'maxExitVelocityMph', 'hardHitRate', 'barrelRate', 'sweetSpotRate',
  'averageLaunchAngle', 'groundBallRate', 'lineDriveRate', 'flyBallRate',
];
const discipline: readonly Asked[] = [
  'strikeoutRate', 'walkRate', 'whiffRate', 'swingingStrikeRate', 'chaseRate', 'swingRate', 'inZoneSwingRate', 'inZoneContactRate',
];
const swing: readonly Asked[] = ['averageBatSpeedMph', 'fastSwingRate', 'averageSwingLengthFeet'];

export const barGroups: readonly [BarGroup, ...BarGroup[]] = [
  { key: 'overview', name: { en: 'Overview', ja: '概要' }, stats: overview },
  { key: 'results', name: { en: 'Results', ja: '成績' }, stats: results },
  { key: 'value', name: { en: 'Value', ja: '貢献度' }, stats: value },
  { key: 'contact', name: { en: 'Batted balls', ja: '打球' }, stats: contact },
  { key: 'discipline', name: { en: 'Plate discipline', ja: '選球・コンタクト' }, stats: discipline },
  { key: 'swing', name: { en: 'Swings', ja: 'スイング' }, stats: swing },
];

/** What has a bar, as the API names it. */
export const rankedStats = battingStats
  .flatMap((group): readonly BattingField[] => group.stats)
  .filter((field) => barGroups.some((group) => group.stats.includes(field)))
  .map((field) => statEnum(field));
