// Who is compared, as the URL has it: `players=660271:2024,592450`, each with his own period or that of all.
import { useMemo } from 'react';

import { parsePeriod, periodText, type Period } from '../../period';
import { useParam } from '../../url';

/** As many as a table and a chart still tell apart. */
export const MOST = 6;

export interface Chosen {
  /** MLBAM id, or our own id of whom MLBAM does not know. */
  id: string;
  /** Null: that of all. */
  period: Period | null;
}

export function parseChosen(text: string | null): Chosen[] {
  const members = (text ?? '').split(',').filter(Boolean);
  return members.slice(0, MOST).map((member) => {
    const [id = '', period = ''] = member.split(':');
    return { id, period: parsePeriod(period) };
  });
}

export function chosenText(chosen: readonly Chosen[]): string {
  return chosen.map(({ id, period }) => (period ? `${id}:${periodText(period)}` : id)).join(',');
}

export function useChosen(): [readonly Chosen[], (chosen: readonly Chosen[]) => void] {
  const [text, set] = useParam('players');
  const chosen = useMemo(() => parseChosen(text), [text]);
  return [chosen, (next) => set(chosenText(next))];
}
