// A switch between a few ways to see the same thing, kept in the URL.
import { useParam } from '../../url';

/** The value of a parameter that has a few; the first one where the URL has none of them. */
export function useChoice<Value extends string>(param: string, values: readonly [Value, ...Value[]]): [Value, (value: Value) => void] {
  const [text, set] = useParam(param);
  const value = values.find((candidate) => candidate === text) ?? values[0];
  return [value, (next) => set(next === values[0] ? null : next)];
}

interface Props<Value extends string> {
  label: string;
  values: readonly Value[];
  nameOf: (value: Value) => string;
  value: Value;
  onChange: (value: Value) => void;
}

/** Buttons side by side, one of them pressed. */
export function Choice<Value extends string>({ label, values, nameOf, value, onChange }: Props<Value>) {
  return (
    <div className="choice" role="group" aria-label={label}>
      {values.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChange(one)}>
          {nameOf(one)}
        </button>
      ))}
    </div>
  );
}
