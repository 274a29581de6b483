// Chooses one stat among those of a role, group by group.
import { useWords, type Language } from '../words/language';
import { statName, type Role, type StatField, type StatGroup } from '../words/stats';

/** A stat in full, with the letters everybody knows it by. */
export function statTitle(field: StatField, role: Role, language: Language): string {
  const [short, long] = statName(field, role, language);
  return short === long || language === 'ja' ? long : `${long} (${short})`;
}

interface Props<Field extends StatField> {
  label: string;
  role: Role;
  groups: readonly StatGroup<Field>[];
  value: Field;
  onChange: (stat: Field) => void;
}

export function StatPicker<Field extends StatField>({ label, role, groups, value, onChange }: Props<Field>) {
  const { language } = useWords();
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
                {statTitle(field, role, language)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
