// Why a number is partial or missing, next to the number.
import { useId } from 'react';

import { useWords } from '../words/language';

export interface Caveat {
  code: string;
  message: string;
  /** The stats it qualifies, as fields of a line. */
  stats: readonly string[];
}

/** A mark that opens the caveats of a number; nothing where there are none. */
export function Mark({ caveats }: { caveats: readonly Caveat[] }) {
  const id = useId();
  const { words } = useWords();
  if (caveats.length === 0) return null;
  const text = caveats.map((caveat) => caveat.message).join(' ');
  return (
    <>
      <button type="button" className="mark" popoverTarget={id} aria-label={`${words.state.caveat}: ${text}`} title={text}>
        †
      </button>
      <span popover="auto" id={id} className="popover">
        {caveats.map((caveat) => (
          <span key={caveat.code + caveat.message}>{caveat.message} </span>
        ))}
      </span>
    </>
  );
}

/** The caveats that qualify a stat. */
export function caveatsOf(caveats: readonly Caveat[], stat: string): Caveat[] {
  return caveats.filter((caveat) => caveat.stats.includes(stat));
}

/** All caveats of what is shown, once each, below it. */
export function Caveats({ caveats }: { caveats: readonly Caveat[] }) {
  const { words } = useWords();
  const unique = [...new Map(caveats.map((caveat) => [caveat.code + caveat.message, caveat])).values()];
  if (unique.length === 0) return null;
  return (
    <ul className="caveats" aria-label={words.state.caveat}>
      {unique.map((caveat) => (
        <li key={caveat.code + caveat.message}>† {caveat.message}</li>
      ))}
    </ul>
  );
}
