// Names of positions. The register and the feeds write them as letters.
import type { Language } from './language';

const japanese: Record<string, string> = {
  P: '投手', C: '捕手', '1B': '一塁手', '2B': '二塁手', '3B': '三塁手', SS: '遊撃手', LF: '左翼手', CF: '中堅手',
  RF: '右翼手', OF: '外野手', IF: '内野手', DH: '指名打者', TWP: '投打二刀流', PH: '代打', PR: '代走',
};

/** A position as upstream writes it (`SS`), in a language. */
export function position(letters: string | null | undefined, language: Language): string | null {
  if (!letters) return null;
  return language === 'ja' ? (japanese[letters] ?? letters) : letters;
}
