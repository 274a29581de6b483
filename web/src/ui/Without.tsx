// Stats that nobody in a table has a number for: named in a line rather than shown as empty columns.
import { Mark, type Caveat } from './Caveats';
import { useWords } from '../words/language';
import { statName, type Role, type StatField } from '../words/stats';

export function Without({ role, fields, caveats }: { role: Role; fields: readonly StatField[]; caveats: readonly Caveat[] }) {
  const { words, language } = useWords();
  if (fields.length === 0) return null;
  const about = caveats.filter(({ stats }) => stats.some((stat) => fields.some((field) => field === stat)));
  const unique = [...new Map(about.map((caveat) => [caveat.message, caveat])).values()];
  return (
    <p className="muted without">
      {words.state.without(fields.map((field) => statName(field, role, language)[0]).join(language === 'ja' ? '、' : ', '))}
      <Mark caveats={unique} />
    </p>
  );
}
