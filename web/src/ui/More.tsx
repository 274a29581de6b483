// The button below a list that goes on. How far it goes is in the URL, so that a copy of it shows as many rows.
import { useParam } from '../url';
import { useWords } from '../words/language';

/** How many rows are shown, in steps; the parameter is gone at the first step. */
export function useRows(step: number, param = 'rows'): [number, () => void] {
  const [text, set] = useParam(param);
  const asked = /^\d{1,4}$/.test(text ?? '') ? Number(text) : step;
  const rows = Math.max(step, Math.ceil(asked / step) * step);
  return [rows, () => set(String(rows + step))];
}

export function More({ hasMore, isFetching, onMore }: { hasMore: boolean; isFetching: boolean; onMore: () => void }) {
  const { words } = useWords();
  if (!hasMore) return null;
  return (
    <p className="more">
      <button type="button" onClick={onMore} disabled={isFetching}>
        {isFetching ? `${words.common.loading}…` : words.common.more}
      </button>
    </p>
  );
}
