// What a period is called in titles and columns.
import type { Period } from '../period';
import type { Words } from './en';
import type { Language } from './naming';
import { daysName } from './time';

export function periodName(period: Period, words: Words, language: Language): string {
  switch (period.kind) {
    case 'season':
      return String(period.season);
    case 'month':
      return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
        Date.UTC(period.season, period.month - 1),
      );
    case 'last':
      return words.period.lastDays(period.days);
    case 'days':
      return daysName(period.from, period.to, language);
    case 'career':
      return words.period.career;
  }
}
