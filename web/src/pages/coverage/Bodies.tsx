// What upstreams sent that was refused, and names in it that nobody here knows.
import { Ago } from '../../ui/Ago';
import { Panel } from '../../ui/Panel';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useWords } from '../../words/language';
import { Count, Verdict, Wrong } from './Numbers';
import type { Season } from './queries';

type Refused = Season['refusedBodies'][number];
type Drift = Season['schemaDrift'][number];

export function Bodies({ season }: { season: Season }) {
  const { words } = useWords();
  const own = words.coverage;
  const source = (row: Refused | Drift) => (row.source ? own.sourceNames[row.source] : '–');
  const refused: Column<Refused>[] = [
    { key: 'verdict', label: own.verdict, isText: true, value: (row) => row.verdict, show: (row) => own.verdicts[row.verdict] ?? row.verdict },
    { key: 'source', label: own.source, isText: true, value: (row) => row.source, show: source },
    { key: 'kind', label: own.kind, isText: true, value: (row) => row.kind, show: (row) => <code>{row.kind}</code> },
    { key: 'bodies', label: own.bodies, value: (row) => row.bodies, show: (row) => <Count n={row.bodies} /> },
    { key: 'unresolved', label: own.unresolved, title: own.unresolvedLong, value: (row) => row.unresolved, show: (row) => <Wrong n={row.unresolved} /> },
    { key: 'lastSeenAt', label: own.lastSeen, isText: true, value: (row) => row.lastSeenAt, show: (row) => <Ago at={row.lastSeenAt} /> },
  ];
  const drift: Column<Drift>[] = [
    { key: 'names', label: own.names, isText: true, value: (row) => row.names.join(' '), show: (row) => <code className="wrap">{row.names.join(', ')}</code> },
    { key: 'source', label: own.source, isText: true, value: (row) => row.source, show: source },
    { key: 'kind', label: own.kind, isText: true, value: (row) => row.kind, show: (row) => <code>{row.kind}</code> },
    { key: 'bodies', label: own.bodies, value: (row) => row.bodies, show: (row) => <Count n={row.bodies} /> },
    { key: 'lastSeenAt', label: own.lastSeen, isText: true, value: (row) => row.lastSeenAt, show: (row) => <Ago at={row.lastSeenAt} /> },
  ];
  return (
    <>
      <Panel title={own.refused} csv={() => tableCsv(refused, season.refusedBodies)} name={['coverage', season.season, 'refused']}>
        {season.refusedBodies.length === 0 ? (
          <p>
            <Verdict isWell>{own.nothingRefused}</Verdict>
          </p>
        ) : (
          <Table label={words.common.tableOf(own.refused)} columns={refused} rows={season.refusedBodies} rowKey={(row) => [row.source, row.kind, row.verdict].join(' ')} />
        )}
      </Panel>
      <Panel title={own.drift} csv={() => tableCsv(drift, season.schemaDrift)} name={['coverage', season.season, 'drift']}>
        {season.schemaDrift.length === 0 ? (
          <p>
            <Verdict isWell>{own.noDrift}</Verdict>
          </p>
        ) : (
          <Table label={words.common.tableOf(own.drift)} columns={drift} rows={season.schemaDrift} rowKey={(row) => [row.source, row.kind].join(' ')} />
        )}
      </Panel>
    </>
  );
}
