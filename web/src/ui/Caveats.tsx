// Why a number is partial or missing, next to the number.
import { useId } from 'react';

import { caveatText } from '../words/caveats';
import { useWords } from '../words/language';

export interface Caveat {
  code: string;
  message: string;
  /** The stats it qualifies, as fields of a line. */
  stats: readonly string[];
  /** Whose number it is about, where those of many are told together. */
  who?: string;
  /** How many more it stands for. */
  likewise?: number;
}

const keyOf = ({ code, message, who = '' }: Caveat) => [code, who, message].join(' ');

/** What a caveat says, with whom it is about. */
function useTell(): (caveat: Caveat) => string {
  const { words, language } = useWords();
  return (caveat) =>
    [caveat.who && `${caveat.who}:`, caveatText(caveat, language), caveat.likewise && words.state.likewise(caveat.likewise)].filter(Boolean).join(' ');
}

/** A mark that opens the caveats of a number; nothing where there are none. */
export function Mark({ caveats }: { caveats: readonly Caveat[] }) {
  const id = useId();
  const { words } = useWords();
  const tell = useTell();
  if (caveats.length === 0) return null;
  const text = caveats.map(tell).join('; ');
  return (
    <>
      <button type="button" className="mark" popoverTarget={id} aria-label={`${words.state.caveat}: ${text}`} title={text}>
        †
      </button>
      <span popover="auto" id={id} className="popover">
        {caveats.map((caveat) => (
          <span key={keyOf(caveat)}>{tell(caveat)} </span>
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
  const tell = useTell();
  const unique = [...new Map(caveats.map((caveat) => [keyOf(caveat), caveat])).values()];
  if (unique.length === 0) return null;
  return (
    <ul className="caveats" aria-label={words.state.caveat}>
      {unique.map((caveat) => (
        <li key={keyOf(caveat)}>† {tell(caveat)}</li>
      ))}
    </ul>
  );
}
