// Stats of lines as columns of tables: the number in full for CSV, formatted for the eye, its caveats beside it.
import { caveatsOf, Mark, type Caveat } from '../../ui/Caveats';
import type { Column } from '../../ui/Table';
import type { Language } from '../../words/language';
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
