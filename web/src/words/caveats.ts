// Caveats in the language of the page. The API says them in English with numbers in a fixed order; other languages are
// told by code with the same numbers, and in English where the API has a caveat that this page does not know.
import type { Language } from './naming';

interface Caveat {
  code: string;
  message: string;
}

const japanese: Record<string, (numbers: readonly string[]) => string> = {
  INTENTIONAL_WALKS_MISSING: () => 'Statcastの行から数えています。投球のない申告敬遠は含まれません。',
  PLATE_APPEARANCES_MISSING: ([gaps, games]) => `${games}試合中${gaps}試合に、行または結果のない打席があります(データ状況に一覧があります)。`,
  GAMES_NOT_LOADED: ([games]) => `この期間に終了した試合のうち${games}試合が読み込まれていません。`,
  BOX_SCORE_ONLY: ([games]) => `出場した${games}試合はボックススコアしかなく、打席ごとの条件では数えられません。`,
  NOT_TOLD: ([games]) => `${games}試合には条件について記録のないプレーがあり、否定の条件でだけ数えています。`,
  BOX_SCORE_COUNTERS: ([boxes, games]) => `${games}試合中${boxes}試合はボックススコアだけで、そこにない項目は0と数えています。`,
  NEEDS_EVERY_TURN: ([games]) => `${games}試合はボックススコアだけで、打席ごとの記録がありません。`,
  PITCHES_NOT_TOLD: ([without, games]) => `${games}試合中${without}試合は投球の記録がありません。`,
  NEEDS_PLAY_BY_PLAY: ([without, games]) => `${games}試合中${without}試合はプレー記録が読み込まれておらず、Statcastの行からは分かりません。`,
  PLAY_BY_PLAY_NOT_LOADED: ([games]) => `チームの${games}試合はプレー記録が読み込まれておらず、数えていません。`,
  NEEDS_WHOLE_INNINGS: () => '失点はイニング単位で記録されるため、イニングを分ける条件では求められません。',
  NEEDS_WHOLE_GAMES: () => '勝敗などは試合単位で記録されるため、プレーごとの条件では求められません。',
  NEEDS_SEASON_CONSTANTS: (seasons) => `${seasons.join('、')}年の定数がまだありません(その年のプレー記録が必要です)。`,
  STATCAST_NOT_LOADED: ([without, games]) => `${games}試合中${without}試合はStatcastの行が読み込まれていません。`,
  STATCAST_ROWS_MISSING: ([missing, pitches]) => `${pitches}球中${missing}球はStatcastの行がありません。`,
  NOT_TRACKED: ([untracked, balls]) =>
    untracked ? `打球${balls}本中${untracked}本は計測されていません。` : 'この計測のない行だけか、打球がありません。',
};

/** What a caveat says. */
export function caveatText({ code, message }: Caveat, language: Language): string {
  if (language === 'en') return message.replace('`coverage`', 'the coverage page');
  const numbers = message.match(/\d+/g) ?? [];
  const text = japanese[code]?.(numbers);
  return text && !text.includes('undefined') ? text : message;
}
