// The state of a view is its URL: each control reads one parameter of it and writes it back.
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';

/** Whether a text of the URL is a name in a record; what every object has by name is none. */
export function isIn<Key extends string>(text: string | null, record: Readonly<Record<Key, unknown>>): text is Key {
  return text !== null && Object.hasOwn(record, text);
}

/** One parameter; writing null or '' takes it out. */
export function useParam(name: string): [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const set = useCallback(
    (value: string | null) => {
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: false },
      );
    },
    [name, setParams],
  );
  return [params.get(name), set];
}

/** A parameter that is a list, its members joined by commas; `fallback` where it is not given. */
export function useListParam(name: string, fallback: readonly string[] = []): [string[], (values: string[]) => void] {
  const [text, set] = useParam(name);
  const list = useMemo(() => (text === null ? [...fallback] : text.split(',').filter(Boolean)), [text, fallback]);
  return [list, useCallback((values: string[]) => set(values.join(',')), [set])];
}

/** The parameters that a link to another page of the same view keeps. */
export function keptSearch(params: URLSearchParams, names: readonly string[]): string {
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = params.get(name);
    if (value) kept.set(name, value);
  }
  const text = kept.toString();
  return text ? `?${text}` : '';
}
