// The names of stats. 奪三振率, 与四球率 and their like are per nine innings in Japanese: the shares of batters that a pitcher
// strikes out or walks go by K% and BB% there.
import type { Stat, StatField } from './stats';

export const names = {
  // Games and decisions
  games: {
    en: ['G', 'Games'], ja: ['試合', '試合数'], format: 'count',
    asPitching: { en: ['G', 'Games pitched'], ja: ['登板', '登板数'] },
  },
  gamesStarted: { en: ['GS', 'Games started'], ja: ['先発', '先発登板数'], format: 'count' },
  gamesFinished: { en: ['GF', 'Games finished'], ja: ['交代完了', '交代完了'], format: 'count' },
  completeGames: { en: ['CG', 'Complete games'], ja: ['完投', '完投'], format: 'count' },
  shutouts: { en: ['SHO', 'Shutouts'], ja: ['完封', '完封'], format: 'count' },
  wins: { en: ['W', 'Wins'], ja: ['勝利', '勝利'], format: 'count' },
  losses: { en: ['L', 'Losses'], ja: ['敗戦', '敗戦'], format: 'count', isLowerBetter: true },
  saves: { en: ['SV', 'Saves'], ja: ['セーブ', 'セーブ'], format: 'count' },
  holds: { en: ['HLD', 'Holds'], ja: ['ホールド', 'ホールド'], format: 'count' },
  saveOpportunities: { en: ['SVO', 'Save opportunities'], ja: ['セーブ機会', 'セーブ機会'], format: 'count' },
  blownSaves: { en: ['BS', 'Blown saves'], ja: ['セーブ失敗', 'セーブ失敗'], format: 'count', isLowerBetter: true },

  // Results
  inningsPitched: { en: ['IP', 'Innings pitched'], ja: ['投球回', '投球回'], format: 'innings' },
  outs: { en: ['Outs', 'Outs made'], ja: ['アウト', '奪ったアウト'], format: 'count' },
  battersFaced: { en: ['BF', 'Batters faced'], ja: ['打者', '対戦打者数'], format: 'count' },
  plateAppearances: { en: ['PA', 'Plate appearances'], ja: ['打席', '打席数'], format: 'count' },
  atBats: {
    en: ['AB', 'At bats'], ja: ['打数', '打数'], format: 'count',
    asPitching: { en: ['AB', 'At bats against'], ja: ['被打数', '被打数'] },
  },
  runs: {
    en: ['R', 'Runs'], ja: ['得点', '得点'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['R', 'Runs allowed'], ja: ['失点', '失点'] },
  },
  earnedRuns: { en: ['ER', 'Earned runs'], ja: ['自責点', '自責点'], format: 'count', isLowerBetter: true },
  hits: {
    en: ['H', 'Hits'], ja: ['安打', '安打'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['H', 'Hits allowed'], ja: ['被安打', '被安打'] },
  },
  singles: {
    en: ['1B', 'Singles'], ja: ['単打', '単打'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['1B', 'Singles allowed'], ja: ['被単打', '被単打'] },
  },
  doubles: {
    en: ['2B', 'Doubles'], ja: ['二塁打', '二塁打'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['2B', 'Doubles allowed'], ja: ['被二塁打', '被二塁打'] },
  },
  triples: {
    en: ['3B', 'Triples'], ja: ['三塁打', '三塁打'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['3B', 'Triples allowed'], ja: ['被三塁打', '被三塁打'] },
  },
  homeRuns: {
    en: ['HR', 'Home runs'], ja: ['本塁打', '本塁打'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['HR', 'Home runs allowed'], ja: ['被本塁打', '被本塁打'] },
  },
  totalBases: {
    en: ['TB', 'Total bases'], ja: ['塁打', '塁打数'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['TB', 'Total bases allowed'], ja: ['被塁打', '被塁打数'] },
  },
  runsBattedIn: {
    en: ['RBI', 'Runs batted in'], ja: ['打点', '打点'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['RBI', 'Runs batted in against'], ja: ['被打点', '被打点'] },
  },
  walks: {
    en: ['BB', 'Walks'], ja: ['四球', '四球'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['BB', 'Walks allowed'], ja: ['与四球', '与四球'] },
  },
  intentionalWalks: {
    en: ['IBB', 'Intentional walks'], ja: ['敬遠', '故意四球(敬遠)'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['IBB', 'Intentional walks allowed'], ja: ['与敬遠', '与故意四球(敬遠)'] },
  },
  hitByPitch: { en: ['HBP', 'Hit by pitch'], ja: ['死球', '死球'], format: 'count' },
  hitBatters: { en: ['HB', 'Hit batters'], ja: ['与死球', '与死球'], format: 'count', isLowerBetter: true },
  strikeouts: {
    en: ['SO', 'Strikeouts'], ja: ['三振', '三振'], format: 'count', isLowerBetter: 'batting',
    asPitching: { ja: ['奪三振', '奪三振'] },
  },
  sacrificeFlies: {
    en: ['SF', 'Sacrifice flies'], ja: ['犠飛', '犠牲フライ'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['SF', 'Sacrifice flies allowed'], ja: ['被犠飛', '被犠牲フライ'] },
  },
  sacrificeBunts: {
    en: ['SH', 'Sacrifice bunts'], ja: ['犠打', '犠打'], format: 'count',
    asPitching: { en: ['SH', 'Sacrifice bunts against'], ja: ['被犠打', '被犠打'] },
  },
  groundedIntoDoublePlays: {
    en: ['GIDP', 'Grounded into double plays'], ja: ['併殺打', '併殺打'], format: 'count', isLowerBetter: 'batting',
    asPitching: { en: ['GIDP', 'Double-play grounders induced'], ja: ['併殺打', '打たせた併殺打'] },
  },
  groundedIntoTriplePlays: {
    en: ['GITP', 'Grounded into triple plays'], ja: ['三重殺打', '三重殺打'], format: 'count', isLowerBetter: 'batting',
    asPitching: { en: ['GITP', 'Triple-play grounders induced'], ja: ['三重殺打', '打たせた三重殺打'] },
  },
  reachedOnError: {
    en: ['ROE', 'Reached on error'], ja: ['失策出塁', '失策による出塁'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['ROE', 'Batters who reached on error'] },
  },
  catcherInterferences: {
    en: ['CI', "Reached on catcher's interference"], ja: ['打撃妨害', '打撃妨害による出塁'], format: 'count', isLowerBetter: 'pitching',
  },
  leftOnBase: { en: ['LOB', 'Runners left on base'], ja: ['残塁', '残塁'], format: 'count', isLowerBetter: true },
  wildPitches: { en: ['WP', 'Wild pitches'], ja: ['暴投', '暴投'], format: 'count', isLowerBetter: true },
  passedBalls: { en: ['PB', 'Passed balls of his catchers'], ja: ['捕逸', '登板中の捕逸'], format: 'count', isLowerBetter: true },
  balks: { en: ['BK', 'Balks'], ja: ['ボーク', 'ボーク'], format: 'count', isLowerBetter: true },

  // Runners
  stolenBases: {
    en: ['SB', 'Stolen bases'], ja: ['盗塁', '盗塁'], format: 'count', isLowerBetter: 'pitching',
    asPitching: { en: ['SB', 'Stolen bases allowed'], ja: ['被盗塁', '被盗塁'] },
  },
  caughtStealing: {
    en: ['CS', 'Caught stealing'], ja: ['盗塁死', '盗塁死'], format: 'count', isLowerBetter: 'batting',
    asPitching: { en: ['CS', 'Runners caught stealing'], ja: ['盗塁刺', '登板中の盗塁刺'] },
  },
  pickedOff: { en: ['PKO', 'Picked off'], ja: ['牽制死', '牽制死'], format: 'count', isLowerBetter: true },
  pickoffs: { en: ['PK', 'Pickoffs'], ja: ['牽制刺', '牽制刺'], format: 'count' },
  inheritedRunners: { en: ['IR', 'Inherited runners'], ja: ['引継走者', '引き継いだ走者'], format: 'count' },
  inheritedRunnersScored: {
    en: ['IRS', 'Inherited runners scored'], ja: ['引継生還', '引き継いだ走者の生還'], format: 'count', isLowerBetter: true,
  },
  leftOnBaseRate: { en: ['LOB%', 'Left-on-base rate'], ja: ['残塁率', '残塁率(LOB%)'], format: 'percent' },

  // Rates
  avg: { en: ['AVG', 'Batting average'], ja: ['打率', '打率'], format: 'average' },
  obp: { en: ['OBP', 'On-base percentage'], ja: ['出塁率', '出塁率'], format: 'average' },
  slg: { en: ['SLG', 'Slugging percentage'], ja: ['長打率', '長打率'], format: 'average' },
  ops: { en: ['OPS', 'On-base plus slugging'], ja: ['OPS', 'OPS(出塁率+長打率)'], format: 'average' },
  iso: { en: ['ISO', 'Isolated power'], ja: ['ISO', 'ISO(長打率−打率)'], format: 'average' },
  babip: {
    en: ['BABIP', 'Batting average on balls in play'],
    ja: ['BABIP', 'BABIP(インプレー打率)'], format: 'average', isLowerBetter: 'pitching',
    asPitching: { ja: ['被BABIP', '被BABIP(インプレー被打率)'] },
  },
  walkRate: {
    en: ['BB%', 'Walk rate'], ja: ['四球率', '四球率(BB%)'], format: 'percent', isLowerBetter: 'pitching',
    asPitching: { ja: ['BB%', '打席あたり与四球割合(BB%)'] },
  },
  strikeoutRate: {
    en: ['K%', 'Strikeout rate'], ja: ['三振率', '三振率(K%)'], format: 'percent', isLowerBetter: 'batting',
    asPitching: { ja: ['K%', '打席あたり奪三振割合(K%)'] },
  },
  strikeoutMinusWalkRate: {
    en: ['K-BB%', 'Strikeout rate minus walk rate'], ja: ['K-BB%', 'K%とBB%の差(K-BB%)'], format: 'percent',
  },
  era: { en: ['ERA', 'Earned run average'], ja: ['防御率', '防御率'], format: 'decimal2', isLowerBetter: true },
  whip: {
    en: ['WHIP', 'Walks and hits per inning'], ja: ['WHIP', 'WHIP(1回あたりの与四球+被安打)'], format: 'decimal2', isLowerBetter: true,
  },
  strikeoutsPerNine: { en: ['K/9', 'Strikeouts per nine innings'], ja: ['奪三振率', '奪三振率(9回あたり)'], format: 'decimal2' },
  walksPerNine: {
    en: ['BB/9', 'Walks per nine innings'], ja: ['与四球率', '与四球率(9回あたり)'], format: 'decimal2', isLowerBetter: true,
  },
  strikeoutsPerWalk: { en: ['K/BB', 'Strikeouts per walk'], ja: ['K/BB', 'K/BB(奪三振÷与四球)'], format: 'decimal2' },
  hitsPerNine: { en: ['H/9', 'Hits per nine innings'], ja: ['被安打率', '被安打率(9回あたり)'], format: 'decimal2', isLowerBetter: true },
  homeRunsPerNine: {
    en: ['HR/9', 'Home runs per nine innings'], ja: ['被本塁打率', '被本塁打率(9回あたり)'], format: 'decimal2', isLowerBetter: true,
  },
  opponentAvg: { en: ['BAA', 'Batting average against'], ja: ['被打率', '被打率'], format: 'average', isLowerBetter: true },
  opponentObp: { en: ['Opp OBP', 'On-base percentage against'], ja: ['被出塁率', '被出塁率'], format: 'average', isLowerBetter: true },
  opponentSlg: { en: ['Opp SLG', 'Slugging percentage against'], ja: ['被長打率', '被長打率'], format: 'average', isLowerBetter: true },
  opponentOps: {
    en: ['Opp OPS', 'On-base plus slugging against'], ja: ['被OPS', '被OPS(被出塁率+被長打率)'], format: 'average', isLowerBetter: true,
  },

  // Value
  woba: {
    en: ['wOBA', 'Weighted on-base average'], ja: ['wOBA', '加重出塁率(wOBA)'], format: 'average', isLowerBetter: 'pitching',
    asPitching: { en: ['wOBA', 'Weighted on-base average against'], ja: ['被wOBA', '被加重出塁率(被wOBA)'] },
  },
  wrcPlus: { en: ['wRC+', 'Weighted runs created plus'], ja: ['wRC+', 'wRC+(リーグ平均を100とした得点創出)'], format: 'index' },
  opsPlus: { en: ['OPS+', 'Adjusted OPS (100 is the league)'], ja: ['OPS+', 'OPS+(リーグ平均を100としたOPS)'], format: 'index' },
  eraPlus: { en: ['ERA+', 'Adjusted ERA (100 is the league)'], ja: ['ERA+', 'ERA+(リーグ平均を100とした防御率)'], format: 'index' },
  wraa: { en: ['wRAA', 'Weighted runs above average'], ja: ['wRAA', 'wRAA(平均的な打者より増やした得点)'], format: 'decimal1' },
  wrc: { en: ['wRC', 'Weighted runs created'], ja: ['wRC', 'wRC(創出した得点)'], format: 'decimal1' },
  fip: {
    en: ['FIP', 'Fielding independent pitching'], ja: ['FIP', 'FIP(守備の影響を除いた防御率)'], format: 'decimal2', isLowerBetter: true,
  },
  xfip: {
    en: ['xFIP', 'Expected FIP'], ja: ['xFIP', 'xFIP(被本塁打を平均的な割合に直したFIP)'], format: 'decimal2', isLowerBetter: true,
  },
  re24: {
    en: ['RE24', 'Runs by run expectancy'], ja: ['RE24', 'RE24(得点期待値で増やした得点)'], format: 'decimal1',
    asPitching: { en: ['RE24', 'Runs saved by run expectancy'], ja: ['RE24', 'RE24(得点期待値で防いだ失点)'] },
  },
  wpa: { en: ['WPA', 'Win probability added'], ja: ['WPA', 'WPA(勝利確率の増減)'], format: 'decimal2' },
  averageLeverage: { en: ['LI', 'Average leverage index'], ja: ['LI', '平均レバレッジ指数(LI)'], format: 'decimal2' },
  topsPlus: {
    en: ['tOPS+', 'OPS (100 is his own total)'],
    ja: ['tOPS+', 'tOPS+(本人の全体を100としたOPS)'], format: 'index', isLowerBetter: 'pitching',
    asPitching: { en: ['tOPS+', 'OPS allowed (100 is his own total)'], ja: ['tOPS+', 'tOPS+(本人の全体を100とした被OPS)'] },
  },
  sopsPlus: {
    en: ['sOPS+', 'OPS (100 is the league in the same split)'],
    ja: ['sOPS+', 'sOPS+(同じ条件のリーグを100としたOPS)'], format: 'index', isLowerBetter: 'pitching',
    asPitching: {
      en: ['sOPS+', 'OPS allowed (100 is the league in the same split)'],
      ja: ['sOPS+', 'sOPS+(同じ条件のリーグを100とした被OPS)'],
    },
  },

  // Expected
  expectedAvg: {
    en: ['xBA', 'Expected batting average'], ja: ['xBA', '期待打率(xBA)'], format: 'average', isLowerBetter: 'pitching',
    asPitching: { en: ['xBA', 'Expected batting average against'], ja: ['被xBA', '期待被打率(被xBA)'] },
  },
  expectedSlg: {
    en: ['xSLG', 'Expected slugging percentage'], ja: ['xSLG', '期待長打率(xSLG)'], format: 'average', isLowerBetter: 'pitching',
    asPitching: { en: ['xSLG', 'Expected slugging percentage against'], ja: ['被xSLG', '期待被長打率(被xSLG)'] },
  },
  expectedWoba: {
    en: ['xwOBA', 'Expected wOBA'], ja: ['xwOBA', '期待加重出塁率(xwOBA)'], format: 'average', isLowerBetter: 'pitching',
    asPitching: { en: ['xwOBA', 'Expected wOBA against'], ja: ['被xwOBA', '期待被加重出塁率(被xwOBA)'] },
  },
  statcastWoba: {
    en: ['Savant wOBA', "wOBA with Baseball Savant's weights"],
    ja: ['Savant wOBA', 'Baseball Savant方式のwOBA'], format: 'average', isLowerBetter: 'pitching',
    asPitching: {
      en: ['Savant wOBA', "wOBA against with Baseball Savant's weights"],
      ja: ['被Savant wOBA', 'Baseball Savant方式の被wOBA'],
    },
  },

  // Batted balls
  battedBalls: { en: ['BBE', 'Batted-ball events'], ja: ['打球', '打球数'], format: 'count' },
  averageExitVelocityMph: {
    en: ['EV', 'Average exit velocity'], ja: ['打球速度', '平均打球速度'], format: 'mph', isLowerBetter: 'pitching',
  },
  maxExitVelocityMph: {
    en: ['Max EV', 'Highest exit velocity'], ja: ['最高打球速度', '最高打球速度'], format: 'mph', isLowerBetter: 'pitching',
  },
  medianExitVelocityMph: {
    en: ['Median EV', 'Median exit velocity'], ja: ['打球速度中央値', '打球速度の中央値'], format: 'mph', isLowerBetter: 'pitching',
  },
  ninetiethPercentileExitVelocityMph: {
    en: ['EV90', '90th-percentile exit velocity'],
    ja: ['EV90', '打球速度の90パーセンタイル(EV90)'], format: 'mph', isLowerBetter: 'pitching',
  },
  averageLaunchAngle: {
    en: ['LA', 'Average launch angle'], ja: ['打球角度', '平均打球角度'], format: 'degrees', isLowerBetter: 'pitching',
  },
  hardHitRate: {
    en: ['HardHit%', 'Hard-hit rate (95 mph or more)'],
    ja: ['ハードヒット率', 'ハードヒット率(95 mph以上の打球)'], format: 'percent', isLowerBetter: 'pitching',
  },
  barrels: { en: ['Barrels', 'Barrels'], ja: ['バレル', 'バレル数'], format: 'count', isLowerBetter: 'pitching' },
  barrelRate: {
    en: ['Barrel%', 'Barrels per batted ball'], ja: ['バレル率', 'バレル率(打球あたり)'], format: 'percent', isLowerBetter: 'pitching',
  },
  barrelsPerPlateAppearance: {
    en: ['Brl/PA%', 'Barrels per plate appearance'],
    ja: ['バレル/打席', 'バレル率(打席あたり)'], format: 'percent', isLowerBetter: 'pitching',
  },
  sweetSpotRate: {
    en: ['SwSp%', 'Sweet-spot rate (8° to 32°)'],
    ja: ['スイートスポット率', 'スイートスポット率(8〜32°の打球)'], format: 'percent', isLowerBetter: 'pitching',
  },
  groundBallRate: { en: ['GB%', 'Ground-ball rate'], ja: ['ゴロ率', 'ゴロ率'], format: 'percent' },
  lineDriveRate: { en: ['LD%', 'Line-drive rate'], ja: ['ライナー率', 'ライナー率'], format: 'percent', isLowerBetter: 'pitching' },
  flyBallRate: { en: ['FB%', 'Fly-ball rate'], ja: ['フライ率', 'フライ率(ポップフライを除く)'], format: 'percent', isLowerBetter: 'pitching' },
  popUpRate: { en: ['PU%', 'Pop-up rate'], ja: ['ポップフライ率', 'ポップフライ率'], format: 'percent', isLowerBetter: 'batting' },
  groundOuts: { en: ['GO', 'Ground outs'], ja: ['ゴロアウト', 'ゴロアウト'], format: 'count', isLowerBetter: 'batting' },
  flyOuts: { en: ['FO', 'Fly outs'], ja: ['フライアウト', 'フライアウト'], format: 'count', isLowerBetter: 'batting' },
  lineOuts: { en: ['LO', 'Line outs'], ja: ['ライナーアウト', 'ライナーアウト'], format: 'count', isLowerBetter: 'batting' },
  popOuts: { en: ['PO', 'Pop outs'], ja: ['ポップアウト', 'ポップフライアウト'], format: 'count', isLowerBetter: 'batting' },
  airOuts: { en: ['AO', 'Air outs'], ja: ['飛球アウト', '飛球アウト(フライ・ライナー・ポップフライ)'], format: 'count', isLowerBetter: 'batting' },

  // Plate discipline
  swings: { en: ['Swings', 'Swings'], ja: ['スイング', 'スイング数'], format: 'count' },
  whiffs: {
    en: ['Whiffs', 'Swings and misses'], ja: ['空振り', '空振り数'], format: 'count', isLowerBetter: 'batting',
    asPitching: { ja: ['奪空振り', '奪空振り数'] },
  },
  swingRate: { en: ['Swing%', 'Swing rate'], ja: ['スイング率', 'スイング率'], format: 'percent' },
  whiffRate: {
    en: ['Whiff%', 'Whiffs per swing'], ja: ['空振り率', '空振り率(スイングあたり)'], format: 'percent', isLowerBetter: 'batting',
    asPitching: { ja: ['奪空振り率', '奪空振り率(スイングあたり)'] },
  },
  swingingStrikeRate: {
    en: ['SwStr%', 'Whiffs per pitch'], ja: ['SwStr%', '空振り率(投球あたり、SwStr%)'], format: 'percent', isLowerBetter: 'batting',
    asPitching: { ja: ['SwStr%', '奪空振り率(投球あたり、SwStr%)'] },
  },
  calledStrikePlusWhiffRate: {
    en: ['CSW%', 'Called strikes plus whiffs per pitch'],
    ja: ['CSW%', '見逃しストライク+空振りの割合(CSW%)'], format: 'percent', isLowerBetter: 'batting',
  },
  chaseRate: {
    en: ['Chase%', 'Swings at pitches outside the zone'],
    ja: ['ボール球スイング率', 'ボール球スイング率(チェイス率)'], format: 'percent', isLowerBetter: 'batting',
  },
  zoneRate: { en: ['Zone%', 'Pitches in the zone'], ja: ['ゾーン率', 'ストライクゾーン内の投球の割合'], format: 'percent' },
  inZoneSwingRate: {
    en: ['Z-Swing%', 'Swings at pitches in the zone'], ja: ['ゾーン内スイング率', 'ストライクゾーン内のスイング率'], format: 'percent',
  },
  inZoneContactRate: {
    en: ['Z-Contact%', 'Contact per swing in the zone'],
    ja: ['ゾーン内コンタクト率', 'ストライクゾーン内のコンタクト率'], format: 'percent', isLowerBetter: 'pitching',
  },
  firstPitchStrikeRate: {
    en: ['F-Strike%', 'First-pitch strike rate'], ja: ['初球ストライク率', '初球ストライク率'], format: 'percent', isLowerBetter: 'batting',
  },

  // Swings
  averageBatSpeedMph: {
    en: ['Bat speed', 'Average bat speed'], ja: ['バットスピード', '平均バットスピード'], format: 'mph', isLowerBetter: 'pitching',
  },
  fastSwingRate: {
    en: ['Fast swing%', 'Fast-swing rate (75 mph or more)'],
    ja: ['高速スイング率', '高速スイング率(75 mph以上)'], format: 'percent', isLowerBetter: 'pitching',
  },
  averageSwingLengthFeet: { en: ['Swing length', 'Average swing length'], ja: ['スイング長', '平均スイング長'], format: 'feet' },

  // Pitches
  pitches: {
    en: ['Pitches', 'Pitches seen'], ja: ['球数', '相手の投球数'], format: 'count',
    asPitching: { en: ['Pitches', 'Pitches thrown'], ja: ['球数', '投球数'] },
  },
  strikes: { en: ['Strikes', 'Strikes thrown'], ja: ['ストライク', 'ストライク数'], format: 'count' },
  balls: { en: ['Balls', 'Balls thrown'], ja: ['ボール', 'ボール数'], format: 'count', isLowerBetter: true },
  averageVelocityMph: { en: ['Velo', 'Average velocity'], ja: ['球速', '平均球速'], format: 'mph' },
  maxVelocityMph: { en: ['Max velo', 'Highest velocity'], ja: ['最高球速', '最高球速'], format: 'mph' },
  averageSpinRateRpm: { en: ['Spin', 'Average spin rate'], ja: ['回転数', '平均回転数'], format: 'rpm' },
  averageExtensionFeet: { en: ['Ext', 'Average extension'], ja: ['エクステンション', '平均エクステンション'], format: 'feet' },
  averageHorizontalMovementInches: {
    en: ['H-Mov', "Average horizontal movement (to the catcher's right)"], ja: ['横変化', '平均横変化量(捕手から見て右が正)'], format: 'inches',
  },
  averageVerticalMovementInches: {
    en: ['V-Mov', 'Average vertical movement (against no spin)'], ja: ['縦変化', '平均縦変化量(無回転の球との差)'], format: 'inches',
  },
} as const satisfies Record<StatField, Stat>;
