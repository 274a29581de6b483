// Days and moments as the page writes them.
import type { Language } from './naming';

const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long ago a moment was: `3 hours ago`. */
export function ago(moment: string, now: number, language: Language): string {
  const seconds = (Date.parse(moment) - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(0, 'second');
}

/** A moment in full, in the clock of who reads it. */
export function momentName(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(moment));
}

/** The time of day of a moment. */
export function clock(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(new Date(moment));
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

/** A league day: `Mar 28, 2024`. */
export function dayName(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(utc(day));
}

/** From one league day to another, as short as it goes. */
export function daysName(from: string, to: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).formatRange(utc(from), utc(to));
}
