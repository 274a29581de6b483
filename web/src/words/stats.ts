// Every stat of a line: its names, how it is written, and where pickers have it.
import type { BattingLine, BattingStat, PitchingLine, PitchingStat } from '../api/generated/schema';
import { formatAs, type Format } from './format';
import type { Language, Named } from './naming';
import { names } from './stat-names';

export type { Format } from './format';

export type Role = 'batting' | 'pitching';

/** What is no stat in a line. */
type Other = 'caveats' | 'sources' | '__typename';
export type BattingField = Exclude<keyof BattingLine, Other>;
export type PitchingField = Exclude<keyof PitchingLine, Other>;
export type StatField = BattingField | PitchingField;

/** For headers of tables, and in full. */
export type StatName = readonly [short: string, long: string];

export interface Stat {
  en: StatName;
  ja: StatName;
  /** What a pitcher's line calls it, where that is not what a batter's does: runs are his opponents'. */
  asPitching?: Partial<Record<Language, StatName>>;
  format: Format;
  /** In whose lines less is better; `true` in all that have it. As the API ranks. */
  isLowerBetter?: true | Role;
}

export const stats: Readonly<Record<StatField, Stat>> = names;

/** The short and the long name of a stat in a line of this role. */
export function statName(field: StatField, role: Role, language: Language): StatName {
  const stat = stats[field];
  return (role === 'pitching' && stat.asPitching?.[language]) || stat[language];
}

/** Whether less of it is better in a line of this role. */
export function isLowerBetter(field: StatField, role: Role): boolean {
  const { isLowerBetter: where } = stats[field];
  return where === true || where === role;
}

/** A stat's number as its page shows it; a dash for none. */
export function format(stat: StatField, value: number | string | null | undefined, language: Language): string {
  return formatAs(stats[stat].format, value, language);
}

type AnyStat = BattingStat | PitchingStat;
type FieldOf<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<FieldOf<Tail>>}`
  : Lowercase<S>;
type EnumOf = { [S in AnyStat as FieldOf<S>]: S };

/** The value of BattingStat or PitchingStat that names a field: `topsPlus` is TOPS_PLUS. */
export function statEnum<F extends StatField>(field: F): EnumOf[F] {
  return field.replace(/[A-Z]/g, '_$&').toUpperCase() as EnumOf[F];
}

/** The field of a line that a value of BattingStat or PitchingStat names. */
export function fieldOf<S extends AnyStat>(stat: S): FieldOf<S> {
  return stat.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as FieldOf<S>;
}

/** Stats that a picker shows together. */
export interface StatGroup<Field extends StatField = StatField> {
  readonly group: Named;
  readonly stats: readonly Field[];
}

const BATTED_BALLS = [
  'battedBalls', 'averageExitVelocityMph', 'maxExitVelocityMph', 'medianExitVelocityMph', 'ninetiethPercentileExitVelocityMph',
  'averageLaunchAngle', 'hardHitRate', 'barrels', 'barrelRate', 'barrelsPerPlateAppearance', 'sweetSpotRate',
  'groundBallRate', 'lineDriveRate', 'flyBallRate', 'popUpRate', 'groundOuts', 'flyOuts', 'lineOuts', 'popOuts', 'airOuts',
] as const;
const EXPECTED = ['expectedAvg', 'expectedSlg', 'expectedWoba', 'statcastWoba'] as const;
const DISCIPLINE = [
  'swings', 'whiffs', 'swingRate', 'whiffRate', 'swingingStrikeRate', 'calledStrikePlusWhiffRate', 'chaseRate', 'zoneRate',
  'inZoneSwingRate', 'inZoneContactRate', 'firstPitchStrikeRate',
] as const;
const SWINGS = ['averageBatSpeedMph', 'fastSwingRate', 'averageSwingLengthFeet'] as const;
const PITCHES = [
  'pitches', 'averageVelocityMph', 'maxVelocityMph', 'averageSpinRateRpm', 'averageExtensionFeet',
  'averageHorizontalMovementInches', 'averageVerticalMovementInches',
] as const;

const results = { en: 'Results', ja: '成績' };
const rates = { en: 'Rates', ja: '率' };
const value = { en: 'Value', ja: '貢献度' };
const battedBalls = { en: 'Batted balls', ja: '打球' };
const expected = { en: 'Expected', ja: '期待値' };
const discipline = { en: 'Plate discipline', ja: '選球・コンタクト' };
const swings = { en: 'Swings', ja: 'スイング' };

export const battingStats = [
  {
    group: results,
    stats: [
      'games', 'plateAppearances', 'atBats', 'runs', 'hits', 'singles', 'doubles', 'triples', 'homeRuns', 'totalBases',
      'runsBattedIn', 'walks', 'intentionalWalks', 'hitByPitch', 'strikeouts', 'sacrificeFlies', 'sacrificeBunts',
      'groundedIntoDoublePlays', 'groundedIntoTriplePlays', 'reachedOnError', 'catcherInterferences', 'leftOnBase',
    ],
  },
  { group: { en: 'Base running', ja: '走塁' }, stats: ['stolenBases', 'caughtStealing', 'pickedOff'] },
  { group: rates, stats: ['avg', 'obp', 'slg', 'ops', 'iso', 'babip', 'walkRate', 'strikeoutRate'] },
  {
    group: value,
    stats: ['woba', 'wrcPlus', 'opsPlus', 'wraa', 'wrc', 're24', 'wpa', 'averageLeverage', 'topsPlus', 'sopsPlus'],
  },
  { group: expected, stats: EXPECTED },
  { group: battedBalls, stats: BATTED_BALLS },
  { group: discipline, stats: DISCIPLINE },
  { group: swings, stats: SWINGS },
  { group: { en: 'Pitches seen', ja: '相手の投球' }, stats: PITCHES },
] as const satisfies readonly StatGroup<BattingField>[];

export const pitchingStats = [
  {
    group: { en: 'Games and decisions', ja: '登板・勝敗' },
    stats: [
      'games', 'gamesStarted', 'gamesFinished', 'completeGames', 'shutouts', 'wins', 'losses', 'saves', 'holds',
      'saveOpportunities', 'blownSaves',
    ],
  },
  {
    group: results,
    stats: [
      'inningsPitched', 'outs', 'battersFaced', 'atBats', 'runs', 'earnedRuns', 'hits', 'singles', 'doubles', 'triples',
      'homeRuns', 'totalBases', 'runsBattedIn', 'walks', 'intentionalWalks', 'hitBatters', 'strikeouts', 'sacrificeFlies',
      'sacrificeBunts', 'groundedIntoDoublePlays', 'groundedIntoTriplePlays', 'reachedOnError', 'catcherInterferences',
      'wildPitches', 'passedBalls', 'balks',
    ],
  },
  {
    group: { en: 'Runners', ja: '走者' },
    stats: ['stolenBases', 'caughtStealing', 'pickoffs', 'inheritedRunners', 'inheritedRunnersScored', 'leftOnBaseRate'],
  },
  {
    group: rates,
    stats: [
      'era', 'whip', 'strikeoutsPerNine', 'walksPerNine', 'strikeoutsPerWalk', 'hitsPerNine', 'homeRunsPerNine',
      'strikeoutRate', 'walkRate', 'strikeoutMinusWalkRate', 'opponentAvg', 'opponentObp', 'opponentSlg', 'opponentOps', 'babip',
    ],
  },
  {
    group: value,
    stats: ['eraPlus', 'fip', 'xfip', 'woba', 're24', 'wpa', 'averageLeverage', 'topsPlus', 'sopsPlus'],
  },
  { group: expected, stats: EXPECTED },
  { group: battedBalls, stats: BATTED_BALLS },
  { group: discipline, stats: DISCIPLINE },
  { group: swings, stats: SWINGS },
  { group: { en: 'Pitches thrown', ja: '投球' }, stats: [...PITCHES, 'strikes', 'balls'] },
] as const satisfies readonly StatGroup<PitchingField>[];

// What the compiler holds true: it names the stat that breaks it.

type Groups = readonly StatGroup[];
type Flat<G extends Groups> = G extends readonly [infer First extends StatGroup, ...infer Rest extends Groups]
  ? [...First['stats'], ...Flat<Rest>]
  : [];
type Repeated<All extends readonly unknown[], Seen = never, Found = never> = All extends readonly [infer First, ...infer Rest]
  ? Repeated<Rest, Seen | First, First extends Seen ? Found | First : Found>
  : Found;
type Nothing<T extends never> = T;
type Wrong<G extends Groups, Field> = Exclude<Field, Flat<G>[number]> | Repeated<Flat<G>>;

/** Each stat of a line is in exactly one group. */
export type GroupsAreWhole = Nothing<Wrong<typeof battingStats, BattingField> | Wrong<typeof pitchingStats, PitchingField>>;
/** The values of each enum are the fields of its line. */
export type EnumsAreFields = Nothing<
  | Exclude<FieldOf<BattingStat>, BattingField>
  | Exclude<BattingField, FieldOf<BattingStat>>
  | Exclude<FieldOf<PitchingStat>, PitchingField>
  | Exclude<PitchingField, FieldOf<PitchingStat>>
>;
