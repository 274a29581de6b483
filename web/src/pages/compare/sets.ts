// Which stats are compared, and in which of them there is a best.
import { battingStats, isLowerBetter, pitchingStats, type Role, type StatField, type StatGroup } from '../../words/stats';

export const setNames = ['main', 'statcast', 'all'] as const;
export type SetName = (typeof setNames)[number];

const members: Record<Role, Record<Exclude<SetName, 'all'>, readonly StatField[]>> = {
  batting: {
    main: [
      'games', 'plateAppearances', 'runs', 'hits', 'doubles', 'triples', 'homeRuns', 'runsBattedIn', 'walks', 'strikeouts', 'stolenBases',
      'avg', 'obp', 'slg', 'ops', 'iso', 'babip', 'walkRate', 'strikeoutRate', 'woba', 'wrcPlus', 're24', 'wpa', 'expectedWoba',
    ],
    statcast: [
      'plateAppearances', 'expectedAvg', 'expectedSlg', 'expectedWoba', 'statcastWoba', 'battedBalls', 'averageExitVelocityMph',
      'maxExitVelocityMph', 'ninetiethPercentileExitVelocityMph', 'averageLaunchAngle', 'hardHitRate', 'barrels', 'barrelRate',
      'sweetSpotRate', 'groundBallRate', 'lineDriveRate', 'flyBallRate', 'popUpRate', 'swingRate', 'whiffRate', 'chaseRate', 'zoneRate',
      'inZoneContactRate', 'firstPitchStrikeRate', 'averageBatSpeedMph', 'fastSwingRate', 'averageSwingLengthFeet',
    ],
  },
  pitching: {
    main: [
      'games', 'gamesStarted', 'wins', 'losses', 'saves', 'inningsPitched', 'battersFaced', 'hits', 'homeRuns', 'walks', 'strikeouts',
      'era', 'eraPlus', 'fip', 'xfip', 'whip', 'strikeoutsPerNine', 'walksPerNine', 'homeRunsPerNine', 'strikeoutRate', 'walkRate',
      'strikeoutMinusWalkRate', 'opponentAvg', 'opponentOps', 'babip', 'leftOnBaseRate', 'woba', 'expectedWoba',
    ],
    statcast: [
      'battersFaced', 'pitches', 'averageVelocityMph', 'maxVelocityMph', 'averageSpinRateRpm', 'averageExtensionFeet', 'expectedAvg',
      'expectedSlg', 'expectedWoba', 'averageExitVelocityMph', 'hardHitRate', 'barrelRate', 'groundBallRate', 'flyBallRate', 'popUpRate',
      'swingRate', 'whiffRate', 'swingingStrikeRate', 'calledStrikePlusWhiffRate', 'chaseRate', 'zoneRate', 'firstPitchStrikeRate',
    ],
  },
};

/** The stats of a set in the groups of the pickers. */
export function groupsOf(role: Role, set: SetName): StatGroup[] {
  const groups: readonly StatGroup[] = role === 'batting' ? battingStats : pitchingStats;
  if (set === 'all') return [...groups];
  const wanted = new Set(members[role][set]);
  return groups
    .map(({ group, stats }) => ({ group, stats: stats.filter((field) => wanted.has(field)) }))
    .filter(({ stats }) => stats.length > 0);
}

/** More is neither better nor worse: chances, styles, and what others did. */
const neutral = new Set<StatField>([
  'games', 'gamesStarted', 'gamesFinished', 'saveOpportunities', 'plateAppearances', 'atBats', 'battersFaced', 'sacrificeBunts',
  'sacrificeFlies', 'catcherInterferences', 'reachedOnError', 'inheritedRunners', 'averageLeverage', 'battedBalls', 'averageLaunchAngle',
  'groundBallRate', 'flyBallRate', 'lineDriveRate', 'popUpRate', 'groundOuts', 'flyOuts', 'lineOuts', 'popOuts', 'airOuts', 'swings',
  'swingRate', 'zoneRate', 'inZoneSwingRate', 'firstPitchStrikeRate', 'averageSwingLengthFeet', 'pitches', 'strikes', 'balls',
  'averageHorizontalMovementInches', 'averageVerticalMovementInches', 'topsPlus', 'intentionalWalks',
]);
/** What a batter is thrown is not his doing. */
const seen = new Set<StatField>(['averageVelocityMph', 'maxVelocityMph', 'averageSpinRateRpm', 'averageExtensionFeet']);

/** A number to compare by; innings count in thirds. */
export function comparable(field: StatField, value: number | string | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  if (field !== 'inningsPitched') return Number(value);
  const [whole = '0', thirds = '0'] = String(value).split('.');
  return Number(whole) * 3 + Number(thirds);
}

/** Whether one value is better than another. */
export function hasBest(field: StatField, role: Role): boolean {
  return !neutral.has(field) && !(role === 'batting' && seen.has(field));
}

/** The places of the best values of a row; none where there is nothing to be best in. */
export function bestOf(field: StatField, role: Role, values: readonly (number | string | null | undefined)[]): Set<number> {
  if (!hasBest(field, role)) return new Set();
  const numbers = values.map((value) => comparable(field, value));
  const known = numbers.filter((number) => number !== null);
  const best = isLowerBetter(field, role) ? Math.min(...known) : Math.max(...known);
  const places = new Set(numbers.flatMap((number, place) => (number === best ? [place] : [])));
  return known.length > 1 && places.size < known.length ? places : new Set();
}
