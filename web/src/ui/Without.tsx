// Stats that nobody in a table has a number for: named in a line rather than shown as empty columns.
import { Mark } from './Caveats';
import { caveatsOfMany, caveatsOn, type Told } from './caveatsOfMany';
import { useWords } from '../words/language';
import { statName, type Role, type StatField } from '../words/stats';

interface Props {
  role: Role;
  fields: readonly StatField[];
  /** The rows of the table with their caveats. */
  rows: readonly Told[];
}

export function Without({ role, fields, rows }: Props) {
  const { words, language } = useWords();
  if (fields.length === 0) return null;
  const caveats = rows.map(({ name, caveats: all }) => ({ name, caveats: caveatsOn(all, fields) }));
  return (
    <p className="muted without">
      {words.state.without(fields.map((field) => statName(field, role, language)[0]).join(language === 'ja' ? '、' : ', '))}
      <Mark caveats={caveatsOfMany(caveats)} />
    </p>
  );
}
