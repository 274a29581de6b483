// Chooses one stat among those of a role, group by group.
import { useWords } from '../words/language';
import { statName, type Role, type StatField, type StatGroup } from '../words/stats';

interface Props<Field extends StatField> {
  label: string;
  role: Role;
  groups: readonly StatGroup<Field>[];
  value: Field;
  onChange: (stat: Field) => void;
}

export function StatPicker<Field extends StatField>({ label, role, groups, value, onChange }: Props<Field>) {
  const { language } = useWords();
  const name = (field: Field) => {
    const [short, long] = statName(field, role, language);
    return short === long || language === 'ja' ? long : `${long} (${short})`;
  };
  const all: readonly Field[] = groups.flatMap((group) => group.stats);
  return (
    <label>
      <span>{label}</span>
      <select
        className="stat-picker"
        value={value}
        onChange={(event) => {
          const chosen = all.find((field) => field === event.target.value);
          if (chosen) onChange(chosen);
        }}
      >
        {groups.map(({ group, stats }) => (
          <optgroup key={group.en} label={group[language]}>
            {stats.map((field) => (
              <option key={field} value={field}>
                {name(field)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
