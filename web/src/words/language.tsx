// Which language the page speaks: the URL's `lang`, which holds for the tab from then on, else what was chosen here before,
// else the browser's.
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';

import { useParam } from '../url';
import { en, type Words } from './en';
import { ja } from './ja';
import type { Language } from './naming';

export type { Language };
export const languages: Record<Language, { name: string; words: Words }> = {
  en: { name: 'English', words: en },
  ja: { name: '日本語', words: ja },
};

const SLOT = 'scorebook:language';
const isLanguage = (text: string | null): text is Language => text !== null && text in languages;

function preferred(): Language {
  const stored = sessionStorage.getItem(SLOT) ?? localStorage.getItem(SLOT);
  if (isLanguage(stored)) return stored;
  return navigator.languages.some((tag) => tag.startsWith('ja')) && !navigator.languages[0]?.startsWith('en') ? 'ja' : 'en';
}

interface Spoken {
  language: Language;
  words: Words;
  speak: (language: Language) => void;
}

const Context = createContext<Spoken | null>(null);

/** Gives everything below it a language. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [asked, ask] = useParam('lang');
  const language = isLanguage(asked) ? asked : preferred();
  useEffect(() => {
    document.documentElement.lang = language;
    if (asked === language) sessionStorage.setItem(SLOT, language);
  }, [asked, language]);
  const spoken = useMemo<Spoken>(() => {
    const speak = (next: Language) => {
      localStorage.setItem(SLOT, next);
      // In the URL, too, so that a copy of it reads the same elsewhere.
      ask(next);
    };
    return { language, words: languages[language].words, speak };
  }, [language, ask]);
  return <Context value={spoken}>{children}</Context>;
}

/** The language and its words. */
export function useWords(): Spoken {
  const spoken = useContext(Context);
  if (!spoken) throw new Error('useWords outside of LanguageProvider');
  return spoken;
}
