// How far the lines that follow from the plays are those the box scores print.
import { Link, useSearchParams } from 'wouter';

import { Panel } from '../../ui/Panel';
import { NotCovered } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useParam } from '../../url';
import { useWords } from '../../words/language';
import { counterName } from './counters';
import { Count, Verdict, Wrong } from './Numbers';
import type { Counter, Season } from './queries';

export function Agreement({ season }: { season: Season }) {
  const { words, language } = useWords();
  const own = words.coverage;
  const [shown, setShown] = useParam('counters');
  const [params] = useSearchParams();
  const compared = season.agreement.filter((row) => row.linesCompared > 0);
  const differing = compared.filter((row) => row.linesDiffering > 0);
  const isAll = shown === 'all';
  const rows = isAll ? compared : differing;
  const gamesOf = (row: Counter) => {
    const next = new URLSearchParams(params);
    next.set('list', 'differences');
    next.set('counter', `${row.line}:${row.counter}`);
    next.delete('rows');
    return next.toString();
  };
  const columns: Column<Counter>[] = [
    {
      key: 'counter',
      label: own.counter,
      isText: true,
      value: (row) => row.counter,
      show: (row) => {
        const name = counterName(row.line, row.counter, words, language);
        return row.linesDiffering > 0 ? <Link href={`/coverage?${gamesOf(row)}#games`}>{name}</Link> : name;
      },
    },
    { key: 'line', label: own.line, isText: true, value: (row) => row.line, show: (row) => row.line && own.lines[row.line] },
    { key: 'linesCompared', label: own.compared, value: (row) => row.linesCompared, show: (row) => <Count n={row.linesCompared} /> },
    { key: 'linesAgreeing', label: own.agreeing, value: (row) => row.linesAgreeing, show: (row) => <Count n={row.linesAgreeing} /> },
    { key: 'linesDiffering', label: own.differing, value: (row) => row.linesDiffering, show: (row) => <Wrong n={row.linesDiffering} /> },
  ];
  return (
    <Panel title={own.agreement} csv={() => tableCsv(columns, compared)} name={['coverage', season.season, 'agreement']}>
      {compared.length === 0 ? (
        <NotCovered hint={own.nothingCompared} />
      ) : (
        <>
          <p>
            <Verdict isWell={differing.length === 0}>
              {differing.length === 0 ? own.allAgree(compared.length) : own.someDiffer(differing.length, compared.length)}
            </Verdict>
          </p>
          {rows.length > 0 && (
            <div className="tall">
              <Table
                key={String(isAll)}
                label={words.common.tableOf(own.agreement)}
                columns={columns}
                rows={rows}
                rowKey={(row) => `${row.line} ${row.counter}`}
                sorted={{ key: 'linesDiffering', isDescending: true }}
              />
            </div>
          )}
          <p>
            <button type="button" className="quiet" onClick={() => setShown(isAll ? null : 'all')}>
              {isAll ? own.onlyDiffering : own.everyCounter}
            </button>
          </p>
        </>
      )}
    </Panel>
  );
}
