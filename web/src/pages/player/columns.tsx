// Stats of lines as columns of tables: the number in full for CSV, formatted for the eye, its caveats beside it.
import { Caveats, caveatsOf, Mark, type Caveat } from '../../ui/Caveats';
import type { Column } from '../../ui/Table';
import { useWords, type Language } from '../../words/language';
import { format, statName, type Role, type StatField } from '../../words/stats';

/** A line as the API gives it, or some of its stats. */
export type Line = { [Field in StatField]?: number | string | null } & { caveats: readonly Caveat[] };

/** One stat of a line with its mark. */
export function Value({ field, line, language }: { field: StatField; line: Line; language: Language }) {
  return (
    <>
      {format(field, line[field], language)}
      <Mark caveats={caveatsOf(line.caveats, field)} />
    </>
  );
}

/** A column for each stat of the rows' lines, named as the API names them. */
export function statColumns<Row>(
  fields: readonly StatField[],
  role: Role,
  language: Language,
  lineOf: (row: Row) => Line,
): Column<Row>[] {
  return fields.map((field) => {
    const [label, title] = statName(field, role, language);
    return {
      key: field,
      label,
      title,
      value: (row) => lineOf(row)[field],
      show: (row) => <Value field={field} line={lineOf(row)} language={language} />,
    };
  });
}

/** Below a table of many lines: why the total is partial, and that marks in the rows tell of their own numbers. */
export function Marked({ lines, total, fields }: { lines: readonly Line[]; total?: Line | undefined; fields: readonly StatField[] }) {
  const { words } = useWords();
  const isMeant = (caveat: Caveat) => caveat.stats.some((stat) => fields.includes(stat as StatField));
  return (
    <>
      {lines.some((line) => line.caveats.some(isMeant)) && <p className="muted small">{words.player.marked}</p>}
      {total && <Caveats caveats={total.caveats.filter(isMeant)} />}
    </>
  );
}
