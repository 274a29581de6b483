// Numbers that are good look calm; those that need a look stand out by a sign and not by colour alone.
import { formatAs } from '../../words/format';
import { useWords } from '../../words/language';

/** How many of something that should not be. */
export function Wrong({ n, of }: { n: number; of?: string }) {
  const { words, language } = useWords();
  const text = formatAs('count', n, language);
  if (n === 0) return <span className="calm">{text}</span>;
  return (
    <strong className="look" title={of}>
      <span aria-hidden="true">▲</span> <span className="unseen">{words.coverage.look}</span>
      {text}
    </strong>
  );
}

export function Count({ n }: { n: number }) {
  const { language } = useWords();
  return formatAs('count', n, language);
}

/** Whether all is well with something. */
export function Verdict({ isWell, children }: { isWell: boolean; children: React.ReactNode }) {
  return (
    <span className={isWell ? 'verdict calm' : 'verdict look'}>
      <span aria-hidden="true">{isWell ? '✓' : '▲'}</span> {children}
    </span>
  );
}
