// How far Statcast's rows tell plays as the play-by-play does, and which of the two is served.
import { Panel } from '../../ui/Panel';
import { NotCovered } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useWords } from '../../words/language';
import { Count } from './Numbers';
import type { Season } from './queries';

type Row = Season['statcastAgreement'][number];

export function StatcastAgreement({ season }: { season: Season }) {
  const { words } = useWords();
  const own = words.coverage;
  const rows = season.statcastAgreement;
  const columns: Column<Row>[] = [
    { key: 'field', label: own.field, isText: true, value: (row) => row.field, show: (row) => own.fieldNames[row.field] ?? row.field },
    { key: 'gamesCompared', label: own.gamesCompared, value: (row) => row.gamesCompared, show: (row) => <Count n={row.gamesCompared} /> },
    { key: 'gamesDiffering', label: own.gamesDiffering, value: (row) => row.gamesDiffering, show: (row) => <Count n={row.gamesDiffering} /> },
    { key: 'playsDiffering', label: own.playsDiffering, value: (row) => row.playsDiffering, show: (row) => <Count n={row.playsDiffering} /> },
    { key: 'served', label: own.served, isText: true, value: (row) => row.served, show: (row) => (row.served ? own.playSources[row.served] : '–') },
    { key: 'reason', label: own.why, isText: true, isFixed: true, value: (row) => row.reason, show: (row) => <span className="wrap">{row.reason}</span> },
  ];
  return (
    <Panel title={own.statcast} isWide csv={() => tableCsv(columns, rows)} name={['coverage', season.season, 'statcast']}>
      {rows.every((row) => row.gamesCompared === 0) ? (
        <NotCovered hint={own.nothingOfBoth} />
      ) : (
        <Table label={words.common.tableOf(own.statcast)} columns={columns} rows={rows} rowKey={(row) => row.field} />
      )}
    </Panel>
  );
}
