// Every dimension: its name, and where pickers have it.
import type { Dimension } from '../api/generated/schema';
import type { Named } from './naming';

export type DimensionGroup = 'who' | 'hands' | 'where' | 'when' | 'situation' | 'count' | 'pitch' | 'contact' | 'opponent';

/** In the order of pickers. */
export const dimensionNames = {
  BATTER: { en: 'Batter', ja: '打者', group: 'who' },
  PITCHER: { en: 'Pitcher', ja: '投手', group: 'who' },
  CATCHER: { en: 'Catcher', ja: '捕手', group: 'who' },
  TEAM: { en: 'Team', ja: '所属チーム', group: 'who' },
  LEAGUE: { en: 'League', ja: 'リーグ', group: 'who' },
  BATTER_POSITION: { en: "Batter's position", ja: '打者の守備位置', group: 'who' },
  LINEUP_SLOT: { en: 'Batting order', ja: '打順', group: 'who' },
  BATTER_ROLE: { en: 'Batter started', ja: '打者の先発・途中出場', group: 'who' },
  PINCH_HITTER: { en: 'Pinch-hitting', ja: '代打', group: 'who' },
  PITCHER_ROLE: { en: 'Starter or reliever', ja: '先発・救援', group: 'who' },

  PITCHER_HAND: { en: "Pitcher's hand", ja: '投手の左右', group: 'hands' },
  BATTER_SIDE: { en: "Batter's side", ja: '打席の左右', group: 'hands' },
  PLATOON: { en: 'Platoon', ja: '左右の組み合わせ', group: 'hands' },

  HOME_AWAY: { en: 'Home or away', ja: 'ホーム・ビジター', group: 'where' },
  VENUE: { en: 'Park', ja: '球場', group: 'where' },
  SURFACE: { en: 'Surface', ja: 'グラウンド', group: 'where' },
  ROOF: { en: 'Roof', ja: '屋根', group: 'where' },
  TEMPERATURE: { en: 'Temperature', ja: '気温', group: 'where' },

  SEASON: { en: 'Season', ja: 'シーズン', group: 'when' },
  SEASON_HALF: { en: 'Half of the season', ja: '前半戦・後半戦', group: 'when' },
  MONTH: { en: 'Month', ja: '月', group: 'when' },
  WEEKDAY: { en: 'Day of the week', ja: '曜日', group: 'when' },
  DATE: { en: 'Date', ja: '日付', group: 'when' },
  DAY_NIGHT: { en: 'Day or night', ja: 'デーゲーム・ナイター', group: 'when' },
  GAME: { en: 'Game', ja: '試合', group: 'when' },
  GAME_TYPE: { en: 'Kind of game', ja: '試合の種類', group: 'when' },
  DOUBLEHEADER: { en: 'Doubleheader', ja: 'ダブルヘッダー', group: 'when' },
  GAME_RESULT: { en: 'Result of the game', ja: '試合の勝敗', group: 'when' },
  REST_DAYS: { en: "Pitcher's rest", ja: '登板間隔', group: 'when' },

  INNING: { en: 'Inning', ja: 'イニング', group: 'situation' },
  INNING_GROUP: { en: 'Early, middle or late', ja: '序盤・中盤・終盤', group: 'situation' },
  OUTS: { en: 'Outs', ja: 'アウトカウント', group: 'situation' },
  RUNNERS: { en: 'Runners', ja: '走者状況', group: 'situation' },
  BASES: { en: 'Bases taken', ja: '塁状況', group: 'situation' },
  SCORE_STATE: { en: 'Ahead or behind', ja: 'リード・ビハインド', group: 'situation' },
  SCORE_MARGIN: { en: 'Margin', ja: '点差', group: 'situation' },
  TYING_RUN: { en: 'Tying run', ja: '同点の走者', group: 'situation' },
  GO_AHEAD_RUN: { en: 'Go-ahead run', ja: '勝ち越しの走者', group: 'situation' },
  CLOSE_AND_LATE: { en: 'Close and late', ja: '終盤の接戦', group: 'situation' },
  LEVERAGE: { en: 'Leverage', ja: 'レバレッジ(重要度)', group: 'situation' },
  PLATE_APPEARANCE: { en: 'Plate appearance of the game', ja: '試合の何打席目', group: 'situation' },
  TIMES_THROUGH_ORDER: { en: 'Times through the order', ja: '打順の何巡目', group: 'situation' },

  COUNT_AT_END: { en: 'Count at the end', ja: '打席が決着したカウント', group: 'count' },
  COUNT_REACHED: { en: 'Count passed through', ja: '打席で経たカウント', group: 'count' },
  COUNT_STATE: { en: 'Ahead in the count at the end', ja: '決着時のカウントの有利・不利', group: 'count' },
  FIRST_PITCH: { en: 'Ended at 0-0', ja: '初球で決着', group: 'count' },
  TWO_STRIKES: { en: 'Ended with two strikes', ja: '2ストライクから決着', group: 'count' },
  FULL_COUNT: { en: 'Ended on a full count', ja: 'フルカウントから決着', group: 'count' },
  PITCH_COUNT: { en: 'Count of the pitch', ja: '投球時のカウント', group: 'count' },
  PITCH_COUNT_STATE: { en: 'Ahead in the count of the pitch', ja: '投球時のカウントの有利・不利', group: 'count' },

  PITCH_TYPE: { en: 'Pitch type', ja: '球種', group: 'pitch' },
  PITCH_FAMILY: { en: 'Pitch family', ja: '球種の系統', group: 'pitch' },
  FINAL_PITCH_TYPE: { en: 'Last pitch of the plate appearance', ja: '決着球の球種', group: 'pitch' },
  FINAL_PITCH_FAMILY: { en: 'Family of the last pitch', ja: '決着球の系統', group: 'pitch' },
  PITCH_VELOCITY: { en: 'Velocity', ja: '球速', group: 'pitch' },
  ZONE: { en: 'Zone', ja: 'ゾーン', group: 'pitch' },
  IN_ZONE: { en: 'In or out of the zone', ja: 'ストライクゾーンの内外', group: 'pitch' },
  ATTACK_ZONE: { en: 'Attack zone', ja: 'アタックゾーン', group: 'pitch' },
  PITCH_RESULT: { en: 'Result of the pitch', ja: '投球結果', group: 'pitch' },

  BATTED_BALL_TYPE: { en: 'Batted-ball type', ja: '打球の種類', group: 'contact' },
  HIT_DIRECTION: { en: 'Direction', ja: '打球方向', group: 'contact' },
  EXIT_VELOCITY: { en: 'Exit velocity', ja: '打球速度', group: 'contact' },
  LAUNCH_ANGLE: { en: 'Launch angle', ja: '打球角度', group: 'contact' },
  CONTACT_QUALITY: { en: 'Quality of contact', ja: '打球の質', group: 'contact' },
  BARREL: { en: 'Barrel', ja: 'バレル', group: 'contact' },

  OPPONENT: { en: 'Opponent', ja: '対戦チーム', group: 'opponent' },
  OPPONENT_CLASS: { en: "Opponent's rank", ja: '相手の成績順位', group: 'opponent' },
  INTERLEAGUE: { en: 'Interleague', ja: '交流戦', group: 'opponent' },
} as const satisfies Record<Dimension, Named & { group: DimensionGroup }>;

const groupNames: Record<DimensionGroup, Named> = {
  who: { en: 'Who', ja: '選手・チーム' },
  hands: { en: 'Hands', ja: '左右' },
  where: { en: 'Where', ja: '球場・環境' },
  when: { en: 'When', ja: '時期・試合' },
  situation: { en: 'Situation', ja: '状況' },
  count: { en: 'Count', ja: 'カウント' },
  pitch: { en: 'Pitches', ja: '投球' },
  contact: { en: 'Contact', ja: '打球' },
  opponent: { en: 'Opponent', ja: '対戦相手' },
};

const dimensions = Object.keys(dimensionNames) as Dimension[];

/** All dimensions, as pickers show them. */
export const dimensionGroups = (Object.keys(groupNames) as DimensionGroup[]).map((group) => ({
  group: groupNames[group],
  dimensions: dimensions.filter((dimension) => dimensionNames[dimension].group === group),
}));
