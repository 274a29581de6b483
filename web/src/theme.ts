// Light or dark, and the colours that canvases are drawn in.
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';
const SLOT = 'scorebook:theme';
const NAMES = ['card', 'line', 'ink', 'muted', 'accent', 'low', 'middle', 'high', 'field-grass', 'field-dirt'] as const;
const SERIES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'] as const;

/** The colours of the page, as the style sheet has them. */
export type Palette = Record<(typeof NAMES)[number], string> & { series: string[] };

const listeners = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: dark)');
let palette: Palette | null = null;

function changed() {
  palette = null;
  for (const listener of listeners) listener();
}
system.addEventListener('change', changed);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current(): Palette {
  if (palette) return palette;
  const style = getComputedStyle(document.documentElement);
  // Style sheets are shortened when they are built: #fff is #ffffff to whoever mixes colours.
  const color = (name: string) =>
    style.getPropertyValue(`--${name}`).trim().replace(/^#(\w)(\w)(\w)$/, '#$1$1$2$2$3$3');
  const named = Object.fromEntries(NAMES.map((name) => [name, color(name)])) as Record<(typeof NAMES)[number], string>;
  palette = { ...named, series: SERIES.map(color) };
  return palette;
}

/** The colours now; a component that uses them is drawn again when they change. */
export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, current);
}

export function storedTheme(): Theme {
  const stored = localStorage.getItem(SLOT);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Chooses for this browser. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(SLOT);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(SLOT, theme);
    document.documentElement.dataset.theme = theme;
  }
  changed();
}
