// The names of closed sets of values. `satisfies` has the compiler miss none of an enum.
import type * as Api from '../api/generated/schema';
import type { Named } from './naming';

type Names<Value extends string> = Record<Value, Named>;

export const unknown: Named = { en: 'Unknown', ja: '不明' };
const notInPlay: Named = { en: 'Not in play', ja: '打球なし' };
const notMeasured: Named = { en: 'Not measured', ja: '未計測' };
const noPitch: Named = { en: 'No pitch', ja: '投球なし' };

/** Values of a dimension that is so or not. */
const yesNo = (yes: Named, no: Named): Names<'true' | 'false' | 'UNKNOWN'> => ({ true: yes, false: no, UNKNOWN: unknown });

const pitcherHands = {
  LEFT: { en: 'LHP', ja: '左投手' },
  RIGHT: { en: 'RHP', ja: '右投手' },
  UNKNOWN: unknown,
} satisfies Names<Api.Hand>;

const batterSides = {
  LEFT: { en: 'LHB', ja: '左打席' },
  RIGHT: { en: 'RHB', ja: '右打席' },
  UNKNOWN: unknown,
} satisfies Names<Api.Hand>;

const platoons = {
  OPPOSITE_HAND: { en: 'Opposite hands', ja: '左右が逆(打者有利)' },
  SAME_HAND: { en: 'Same hand', ja: '左右が同じ(投手有利)' },
  UNKNOWN: unknown,
} satisfies Names<Api.Platoon>;

const positions = {
  PITCHER: { en: 'P', ja: '投手' },
  CATCHER: { en: 'C', ja: '捕手' },
  FIRST_BASE: { en: '1B', ja: '一塁手' },
  SECOND_BASE: { en: '2B', ja: '二塁手' },
  THIRD_BASE: { en: '3B', ja: '三塁手' },
  SHORTSTOP: { en: 'SS', ja: '遊撃手' },
  LEFT_FIELD: { en: 'LF', ja: '左翼手' },
  CENTER_FIELD: { en: 'CF', ja: '中堅手' },
  RIGHT_FIELD: { en: 'RF', ja: '右翼手' },
  DESIGNATED_HITTER: { en: 'DH', ja: '指名打者' },
  PINCH_HITTER: { en: 'PH', ja: '代打' },
  PINCH_RUNNER: { en: 'PR', ja: '代走' },
  UNKNOWN: unknown,
} satisfies Names<Api.BatterPosition>;

const batterRoles = {
  STARTER: { en: 'Started', ja: 'スタメン' },
  SUBSTITUTE: { en: 'Substitute', ja: '途中出場' },
  UNKNOWN: unknown,
} satisfies Names<Api.BatterRole>;

const pitcherRoles = {
  STARTER: { en: 'Starter', ja: '先発' },
  RELIEVER: { en: 'Reliever', ja: '救援' },
} satisfies Names<Api.PitcherRole>;

const leagues = {
  AMERICAN: { en: 'AL', ja: 'ア・リーグ' },
  NATIONAL: { en: 'NL', ja: 'ナ・リーグ' },
  OTHER: { en: 'Other', ja: 'その他のリーグ' },
  UNKNOWN: unknown,
} satisfies Names<Api.League>;

const homeAway = {
  HOME: { en: 'Home', ja: 'ホーム' },
  AWAY: { en: 'Away', ja: 'ビジター' },
} satisfies Names<Api.HomeAway>;

const roofs = {
  OPEN: { en: 'Open air', ja: '屋外' },
  DOME: { en: 'Dome', ja: 'ドーム' },
  RETRACTABLE_OPEN: { en: 'Retractable, open', ja: '開閉式(開)' },
  RETRACTABLE_CLOSED: { en: 'Retractable, closed', ja: '開閉式(閉)' },
  UNKNOWN: unknown,
} satisfies Names<Api.Roof>;

const surfaces = {
  GRASS: { en: 'Grass', ja: '天然芝' },
  ARTIFICIAL_TURF: { en: 'Artificial turf', ja: '人工芝' },
  UNKNOWN: unknown,
} satisfies Names<Api.Surface>;

const temperatures = {
  BELOW_50: { en: 'Below 50 °F', ja: '50 °F未満' },
  FROM_50_TO_59: { en: '50–59 °F', ja: '50〜59 °F' },
  FROM_60_TO_69: { en: '60–69 °F', ja: '60〜69 °F' },
  FROM_70_TO_79: { en: '70–79 °F', ja: '70〜79 °F' },
  FROM_80_TO_89: { en: '80–89 °F', ja: '80〜89 °F' },
  FROM_90: { en: '90 °F and above', ja: '90 °F以上' },
  UNKNOWN: unknown,
} satisfies Names<Api.TemperatureBand>;

const weekdays = {
  MONDAY: { en: 'Monday', ja: '月曜' },
  TUESDAY: { en: 'Tuesday', ja: '火曜' },
  WEDNESDAY: { en: 'Wednesday', ja: '水曜' },
  THURSDAY: { en: 'Thursday', ja: '木曜' },
  FRIDAY: { en: 'Friday', ja: '金曜' },
  SATURDAY: { en: 'Saturday', ja: '土曜' },
  SUNDAY: { en: 'Sunday', ja: '日曜' },
} satisfies Names<Api.Weekday>;

const dayNight = {
  DAY: { en: 'Day', ja: 'デーゲーム' },
  NIGHT: { en: 'Night', ja: 'ナイター' },
  UNKNOWN: unknown,
} satisfies Names<Api.DayNight | 'UNKNOWN'>;

const halves = {
  FIRST: { en: 'Before the All-Star game', ja: '前半戦' },
  SECOND: { en: 'After the All-Star game', ja: '後半戦' },
  UNKNOWN: unknown,
} satisfies Names<Api.SeasonHalf>;

const gameTypes = {
  SPRING: { en: 'Spring training', ja: 'オープン戦' },
  EXHIBITION: { en: 'Exhibition', ja: 'エキシビション' },
  REGULAR: { en: 'Regular season', ja: 'レギュラーシーズン' },
  WILD_CARD: { en: 'Wild card', ja: 'ワイルドカード' },
  DIVISION_SERIES: { en: 'Division series', ja: '地区シリーズ' },
  LEAGUE_SERIES: { en: 'Championship series', ja: 'リーグ優勝決定シリーズ' },
  WORLD_SERIES: { en: 'World Series', ja: 'ワールドシリーズ' },
  ALL_STAR: { en: 'All-Star game', ja: 'オールスターゲーム' },
} satisfies Names<Api.GameType>;

const doubleheaders = {
  SINGLE: { en: 'Single game', ja: 'ダブルヘッダー以外' },
  FIRST: { en: 'Doubleheader, 1st', ja: 'ダブルヘッダー第1試合' },
  SECOND: { en: 'Doubleheader, 2nd', ja: 'ダブルヘッダー第2試合' },
} satisfies Names<Api.DoubleheaderGame>;

const gameResults = {
  WON: { en: 'Won', ja: '勝ち' },
  LOST: { en: 'Lost', ja: '負け' },
  TIED: { en: 'Tied', ja: '引き分け' },
  UNKNOWN: unknown,
} satisfies Names<Api.GameResult>;

const restDays = {
  ZERO: { en: 'No rest', ja: '中0日' },
  ONE: { en: '1 day', ja: '中1日' },
  TWO: { en: '2 days', ja: '中2日' },
  THREE: { en: '3 days', ja: '中3日' },
  FOUR: { en: '4 days', ja: '中4日' },
  FIVE: { en: '5 days', ja: '中5日' },
  SIX_OR_MORE: { en: '6 days or more', ja: '中6日以上' },
  FIRST_GAME: { en: 'First game of the season', ja: 'シーズン初登板' },
} satisfies Names<Api.RestDays>;

const inningGroups = {
  EARLY: { en: 'Innings 1–3', ja: '1〜3回' },
  MIDDLE: { en: 'Innings 4–6', ja: '4〜6回' },
  LATE: { en: 'Innings 7–9', ja: '7〜9回' },
  EXTRA: { en: 'Extra innings', ja: '延長' },
} satisfies Names<Api.InningGroup>;

const outs = {
  '0': { en: 'No outs', ja: '無死' },
  '1': { en: 'One out', ja: '一死' },
  '2': { en: 'Two outs', ja: '二死' },
} satisfies Names<'0' | '1' | '2'>;

const runners = {
  EMPTY: { en: 'Bases empty', ja: '走者なし' },
  ON: { en: 'First only', ja: '一塁のみ' },
  SCORING_POSITION: { en: 'Scoring position, not loaded', ja: '得点圏(満塁を除く)' },
  LOADED: { en: 'Bases loaded', ja: '満塁' },
} satisfies Names<Api.Runners>;

const bases = {
  EMPTY: { en: 'Empty', ja: '走者なし' },
  FIRST: { en: '1st', ja: '一塁' },
  SECOND: { en: '2nd', ja: '二塁' },
  FIRST_SECOND: { en: '1st and 2nd', ja: '一・二塁' },
  THIRD: { en: '3rd', ja: '三塁' },
  FIRST_THIRD: { en: '1st and 3rd', ja: '一・三塁' },
  SECOND_THIRD: { en: '2nd and 3rd', ja: '二・三塁' },
  LOADED: { en: 'Loaded', ja: '満塁' },
} satisfies Names<Api.Bases>;

const scoreStates = {
  AHEAD: { en: 'Ahead', ja: 'リード' },
  TIED: { en: 'Tied', ja: '同点' },
  BEHIND: { en: 'Behind', ja: 'ビハインド' },
  UNKNOWN: unknown,
} satisfies Names<Api.ScoreState>;

const runPlaces = {
  SCORED: { en: 'Already scored', ja: '生還済み' },
  ON_BASE: { en: 'On base', ja: '塁上' },
  AT_BAT: { en: 'At bat', ja: '打席' },
  ON_DECK: { en: 'On deck', ja: '次打者' },
  FURTHER: { en: 'Further back', ja: '次打者より後' },
  UNKNOWN: unknown,
} satisfies Names<Api.RunPlace>;

const leverages = {
  LOW: { en: 'Low', ja: '低' },
  MEDIUM: { en: 'Medium', ja: '中' },
  HIGH: { en: 'High', ja: '高' },
  UNKNOWN: unknown,
} satisfies Names<Api.LeverageBand>;

const countStates = {
  AHEAD: { en: 'Batter ahead', ja: '打者有利' },
  EVEN: { en: 'Even', ja: '五分' },
  BEHIND: { en: 'Batter behind', ja: '投手有利' },
  UNKNOWN: unknown,
} satisfies Names<Api.CountState>;

const pitchTypes = {
  FF: { en: 'Four-seamer', ja: 'フォーシーム' },
  SI: { en: 'Sinker', ja: 'シンカー' },
  FC: { en: 'Cutter', ja: 'カットボール' },
  FT: { en: 'Two-seamer', ja: 'ツーシーム' },
  FA: { en: 'Fastball', ja: '速球' },
  SL: { en: 'Slider', ja: 'スライダー' },
  ST: { en: 'Sweeper', ja: 'スイーパー' },
  CU: { en: 'Curveball', ja: 'カーブ' },
  KC: { en: 'Knuckle curve', ja: 'ナックルカーブ' },
  CS: { en: 'Slow curve', ja: 'スローカーブ' },
  SV: { en: 'Slurve', ja: 'スラーブ' },
  CH: { en: 'Changeup', ja: 'チェンジアップ' },
  FS: { en: 'Splitter', ja: 'スプリット' },
  FO: { en: 'Forkball', ja: 'フォーク' },
  SC: { en: 'Screwball', ja: 'スクリューボール' },
  KN: { en: 'Knuckleball', ja: 'ナックルボール' },
  EP: { en: 'Eephus', ja: 'イーファス' },
  PO: { en: 'Pitchout', ja: 'ピッチアウト' },
  IN: { en: 'Intentional ball', ja: '敬遠球' },
  AB: { en: 'Automatic ball', ja: '自動ボール' },
  // Upstream looked at it and could not say; UNKNOWN is what nobody told.
  UN: { en: 'Unidentified', ja: '判別不能' },
  UNKNOWN: unknown,
  NONE: noPitch,
} satisfies Names<Api.PitchType>;

const pitchFamilies = {
  FASTBALL: { en: 'Fastballs', ja: '速球系' },
  BREAKING: { en: 'Breaking balls', ja: 'ブレーキングボール' },
  OFFSPEED: { en: 'Offspeed', ja: 'オフスピード' },
  OTHER: { en: 'Other', ja: 'その他' },
  UNKNOWN: unknown,
  NONE: noPitch,
} satisfies Names<Api.PitchFamily>;

const velocities = {
  BELOW_80: { en: 'Below 80 mph', ja: '80 mph未満' },
  FROM_80_TO_84: { en: '80–84.9 mph', ja: '80〜84.9 mph' },
  FROM_85_TO_89: { en: '85–89.9 mph', ja: '85〜89.9 mph' },
  FROM_90_TO_92: { en: '90–92.4 mph', ja: '90〜92.4 mph' },
  FROM_92_5_TO_94: { en: '92.5–94.9 mph', ja: '92.5〜94.9 mph' },
  FROM_95_TO_97: { en: '95–97.4 mph', ja: '95〜97.4 mph' },
  FROM_97_5: { en: '97.5 mph and above', ja: '97.5 mph以上' },
  UNKNOWN: unknown,
} satisfies Names<Api.VelocityBand>;

const zoneSides = {
  IN: { en: 'In the zone', ja: 'ゾーン内' },
  OUT: { en: 'Out of the zone', ja: 'ゾーン外' },
  UNKNOWN: unknown,
} satisfies Names<Api.ZoneSide>;

const attackZones = {
  HEART: { en: 'Heart', ja: 'ハート(真ん中)' },
  SHADOW: { en: 'Shadow', ja: 'シャドー(ゾーンの縁)' },
  CHASE: { en: 'Chase', ja: 'チェイス(ボール球)' },
  WASTE: { en: 'Waste', ja: 'ウェイスト(大きく外れた球)' },
  UNKNOWN: unknown,
} satisfies Names<Api.AttackZone>;

const pitchResults = {
  BALL: { en: 'Ball', ja: 'ボール' },
  CALLED_STRIKE: { en: 'Called strike', ja: '見逃し' },
  WHIFF: { en: 'Whiff', ja: '空振り' },
  FOUL: { en: 'Foul', ja: 'ファウル' },
  IN_PLAY: { en: 'In play', ja: 'インプレー' },
  HIT_BATTER: { en: 'Hit batter', ja: '死球' },
  STRIKE: { en: 'Other strike', ja: 'その他のストライク' },
  AUTOMATIC_BALL: { en: 'Automatic ball', ja: '自動ボール' },
  AUTOMATIC_STRIKE: { en: 'Automatic strike', ja: '自動ストライク' },
  NO_PITCH: noPitch,
  UNKNOWN: unknown,
} satisfies Names<Api.PitchResult>;

const battedBallTypes = {
  GROUND_BALL: { en: 'Ground ball', ja: 'ゴロ' },
  LINE_DRIVE: { en: 'Line drive', ja: 'ライナー' },
  FLY_BALL: { en: 'Fly ball', ja: 'フライ' },
  POP_UP: { en: 'Pop-up', ja: 'ポップフライ' },
  UNKNOWN: { en: 'Unknown type', ja: '打球の種類不明' },
  NONE: notInPlay,
} satisfies Names<Api.BattedBallType>;

const directions = {
  PULL: { en: 'Pulled', ja: '引っ張り' },
  CENTER: { en: 'Up the middle', ja: 'センター方向' },
  OPPOSITE: { en: 'Opposite field', ja: '逆方向' },
  UNKNOWN: { en: 'Unknown direction', ja: '方向不明' },
  NONE: notInPlay,
} satisfies Names<Api.HitDirection>;

const exitVelocities = {
  BELOW_80: { en: 'Below 80 mph', ja: '80 mph未満' },
  FROM_80_TO_89: { en: '80–89.9 mph', ja: '80〜89.9 mph' },
  FROM_90_TO_94: { en: '90–94.9 mph', ja: '90〜94.9 mph' },
  FROM_95_TO_99: { en: '95–99.9 mph', ja: '95〜99.9 mph' },
  FROM_100_TO_104: { en: '100–104.9 mph', ja: '100〜104.9 mph' },
  FROM_105: { en: '105 mph and above', ja: '105 mph以上' },
  UNKNOWN: notMeasured,
  NONE: notInPlay,
} satisfies Names<Api.ExitVelocityBand>;

const launchAngles = {
  BELOW_0: { en: 'Below 0°', ja: '0°未満' },
  FROM_0_TO_7: { en: '0° to 7°', ja: '0〜7°' },
  FROM_8_TO_20: { en: '8° to 20°', ja: '8〜20°' },
  FROM_21_TO_32: { en: '21° to 32°', ja: '21〜32°' },
  FROM_33_TO_50: { en: '33° to 50°', ja: '33〜50°' },
  ABOVE_50: { en: 'Above 50°', ja: '50°超' },
  UNKNOWN: notMeasured,
  NONE: notInPlay,
} satisfies Names<Api.LaunchAngleBand>;

const contactQualities = {
  WEAK: { en: 'Weak', ja: '弱い打球' },
  TOPPED: { en: 'Topped', ja: 'トップ(上を叩いた打球)' },
  UNDER: { en: 'Under', ja: 'アンダー(下を叩いた打球)' },
  FLARE_OR_BURNER: { en: 'Flare or burner', ja: 'フレア・バーナー' },
  SOLID: { en: 'Solid', ja: 'ソリッドコンタクト' },
  BARREL: { en: 'Barrel', ja: 'バレル' },
  UNKNOWN: notMeasured,
  NONE: notInPlay,
} satisfies Names<Api.ContactQuality>;

const opponentClasses = {
  BEST: { en: 'Best third', ja: '上位3分の1' },
  MIDDLE: { en: 'Middle third', ja: '中位3分の1' },
  WORST: { en: 'Worst third', ja: '下位3分の1' },
  UNRANKED: { en: 'Unranked', ja: '出場不足で順位なし' },
  UNKNOWN: unknown,
} satisfies Names<Api.OpponentClass>;

/** By dimension; the others have numbers, or what only the API can name. */
export const closedValues: { readonly [D in Api.Dimension]?: Readonly<Record<string, Named>> } = {
  ATTACK_ZONE: attackZones,
  BARREL: yesNo({ en: 'Barrel', ja: 'バレル' }, { en: 'No barrel', ja: 'バレル以外' }),
  BASES: bases,
  BATTED_BALL_TYPE: battedBallTypes,
  BATTER_POSITION: positions,
  BATTER_ROLE: batterRoles,
  BATTER_SIDE: batterSides,
  CLOSE_AND_LATE: yesNo({ en: 'Close and late', ja: '終盤の接戦' }, { en: 'Other', ja: 'それ以外' }),
  CONTACT_QUALITY: contactQualities,
  COUNT_STATE: countStates,
  DAY_NIGHT: dayNight,
  DOUBLEHEADER: doubleheaders,
  EXIT_VELOCITY: exitVelocities,
  FINAL_PITCH_FAMILY: pitchFamilies,
  FINAL_PITCH_TYPE: pitchTypes,
  FIRST_PITCH: yesNo({ en: 'Ended at 0-0', ja: '初球で決着' }, { en: 'Ended later', ja: '2球目以降に決着' }),
  FULL_COUNT: yesNo({ en: 'Full count', ja: 'フルカウント' }, { en: 'Other counts', ja: 'それ以外のカウント' }),
  GAME_RESULT: gameResults,
  GAME_TYPE: gameTypes,
  GO_AHEAD_RUN: runPlaces,
  HIT_DIRECTION: directions,
  HOME_AWAY: homeAway,
  INNING_GROUP: inningGroups,
  INTERLEAGUE: yesNo({ en: 'Interleague', ja: '交流戦' }, { en: 'Same league', ja: '同一リーグ' }),
  IN_ZONE: zoneSides,
  LAUNCH_ANGLE: launchAngles,
  LEAGUE: leagues,
  LEVERAGE: leverages,
  OPPONENT_CLASS: opponentClasses,
  OUTS: outs,
  PINCH_HITTER: yesNo({ en: 'Pinch-hitting', ja: '代打' }, { en: 'Not pinch-hitting', ja: '代打以外' }),
  PITCHER_HAND: pitcherHands,
  PITCHER_ROLE: pitcherRoles,
  PITCH_COUNT_STATE: countStates,
  PITCH_FAMILY: pitchFamilies,
  PITCH_RESULT: pitchResults,
  PITCH_TYPE: pitchTypes,
  PITCH_VELOCITY: velocities,
  PLATOON: platoons,
  REST_DAYS: restDays,
  ROOF: roofs,
  RUNNERS: runners,
  SCORE_STATE: scoreStates,
  SEASON_HALF: halves,
  SURFACE: surfaces,
  TEMPERATURE: temperatures,
  TWO_STRIKES: yesNo({ en: 'Two strikes', ja: '2ストライク' }, { en: 'Fewer strikes', ja: '1ストライク以下' }),
  TYING_RUN: runPlaces,
  WEEKDAY: weekdays,
};
