// What he throws: a row for each kind of pitch.
import { pitchName } from '../../../charts/scatter';
import { Panel } from '../../../ui/Panel';
import { Empty, NotCovered } from '../../../ui/State';
import { Table, tableCsv, type Column } from '../../../ui/Table';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { Marked, statColumns, type Line } from '../columns';
import { fileWords, type RoleProps } from '../role';
import { arsenalFields, type ArsenalPitch } from './numbers';
import { Swatch } from './Swatch';

interface Props {
  player: RoleProps['player'];
  period: RoleProps['period'];
  arsenal: readonly ArsenalPitch[];
  /** All he did under the same filter. */
  line: Line;
  isStale: boolean;
}

export function Arsenal({ player, period, arsenal, line, isStale }: Props) {
  const { words, language } = useWords();
  const columns: Column<ArsenalPitch>[] = [
    {
      key: 'pitchType',
      label: words.pitching.pitch,
      value: (row) => row.pitchType.code,
      show: (row) => <Swatch type={row.pitchType.code}>{pitchName(row.pitchType.code, language)}</Swatch>,
      isText: true,
    },
    {
      key: 'pitches',
      label: words.pitching.thrown,
      value: (row) => row.pitches,
      show: (row) => formatAs('count', row.pitches, language),
    },
    { key: 'usage', label: words.pitching.usageShort, value: (row) => row.usage, show: (row) => formatAs('percent', row.usage, language) },
    ...statColumns<ArsenalPitch>(arsenalFields, 'pitching', language, (row) => row.line),
  ];
  return (
    <Panel
      title={words.pitching.arsenal}
      isWide
      isStale={isStale}
      name={fileWords(player, period, 'arsenal')}
      csv={arsenal.length > 0 ? () => tableCsv(columns, arsenal) : null}
    >
      {arsenal.length === 0 ? (
        line.pitches === 0 ? <Empty /> : <NotCovered hint={words.pitching.noPitches} />
      ) : (
        <div aria-busy={isStale}>
          <Table label={words.pitching.eachKind} columns={columns} rows={arsenal} rowKey={(row) => row.pitchType.code} />
          <p className="muted small">{words.pitching.arsenalNote}</p>
          <Marked lines={arsenal.map((row) => row.line)} total={line} fields={arsenalFields} />
        </div>
      )}
    </Panel>
  );
}
