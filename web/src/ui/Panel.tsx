// A titled part of a page, with what can be taken away from it.
import { useId, type ReactNode } from 'react';

import { fileName, save } from '../download';
import { useWords } from '../words/language';

interface Props {
  title: string;
  /** What belongs to the title: a picker, a legend. */
  tools?: ReactNode;
  /** Makes the CSV of what is shown. */
  csv?: (() => string) | null | undefined;
  /** Makes the picture of what is shown. */
  png?: (() => Promise<Blob>) | null | undefined;
  /** Words of the files' names; the title by itself. */
  name?: readonly (string | number)[];
  /** Still shows the answer to an earlier question: no file has the name of the new one. */
  isStale?: boolean;
  /** Takes the whole width of the page. */
  isWide?: boolean;
  children: ReactNode;
}

export function Panel({ title, tools, csv, png, name = [title], isStale = false, isWide = false, children }: Props) {
  const id = useId();
  const { words } = useWords();
  const saveCsv = () => csv && save(fileName(name, 'csv'), new Blob([csv()], { type: 'text/csv;charset=utf-8' }));
  const savePng = () => png && void png().then((picture) => save(fileName(name, 'png'), picture));
  return (
    <section className={isWide ? 'panel panel-wide' : 'panel'} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {tools}
        <span className="panel-files">
          {csv && (
            <button type="button" className="quiet" disabled={isStale} onClick={saveCsv} aria-label={words.common.csvOf(title)}>
              {words.common.csv}
            </button>
          )}
          {png && (
            <button type="button" className="quiet" disabled={isStale} onClick={savePng} aria-label={words.common.pngOf(title)}>
              {words.common.png}
            </button>
          )}
        </span>
      </header>
      {children}
    </section>
  );
}
