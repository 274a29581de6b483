// What surrounds every page: the search box, the pages, language and colours, and the notices of the sources.
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

import { useSession, useSigning } from '../api/session';
import { useLoaded } from '../api/shell';
import { chooseTheme, storedTheme, type Theme } from '../theme';
import { languages, useWords, type Language } from '../words/language';
import { Search } from './Search';

const pages = ['leaders', 'compare', 'coverage', 'admin'] as const;

export function Layout({ children }: { children: ReactNode }) {
  const { words } = useWords();
  const [path, go] = useLocation();
  return (
    <>
      <a className="skip" href="#content">
        {words.common.skip}
      </a>
      <header className="top">
        <Link href="/" className="brand">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path d="M16 3 29 16 16 29 3 16Z" />
          </svg>
          Scorebook
        </Link>
        <Search isMain isFocused={path === '/'} onChoose={(player) => go(playerPath(player))} />
        <nav aria-label={words.common.menu}>
          {pages.map((page) => (
            <Link key={page} href={`/${page}`} aria-current={path === `/${page}` ? 'page' : undefined}>
              {words.common[page]}
            </Link>
          ))}
          <a href="/graphiql">{words.common.explorer}</a>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </>
  );
}

/** The page of a player. */
export function playerPath(player: { mlbamId: number | null; id: string }): string {
  return `/players/${player.mlbamId ?? encodeURIComponent(player.id)}`;
}

function Foot() {
  const { words, language, speak } = useWords();
  const [theme, setTheme] = useState(storedTheme);
  const loaded = useLoaded();
  return (
    <footer className="foot">
      <div className="foot-tools">
        <label>
          <span>{words.look.language}</span>
          <select value={language} onChange={(event) => speak(event.target.value as Language)}>
            {Object.entries(languages).map(([code, { name }]) => (
              <option key={code} value={code} lang={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.look.theme}</span>
          <select
            value={theme}
            onChange={(event) => {
              const next = event.target.value as Theme;
              chooseTheme(next);
              setTheme(next);
            }}
          >
            <option value="system">{words.look.system}</option>
            <option value="light">{words.look.light}</option>
            <option value="dark">{words.look.dark}</option>
          </select>
        </label>
        <Signed />
      </div>
      <section aria-label={words.notices.title}>
        {loaded.data?.notices.map((notice) => (
          <p key={notice.source}>
            {notice.text} <a href={notice.url}>{new URL(notice.url).host}</a>
          </p>
        ))}
      </section>
    </footer>
  );
}

function Signed() {
  const { words } = useWords();
  const session = useSession();
  const { signOut } = useSigning();
  if (!session.data?.isSignedIn) return <Link href="/sign-in">{words.sign.title}</Link>;
  return (
    <span>
      {words.sign.as(session.data.name ?? '')}{' '}
      <button type="button" className="quiet" onClick={() => void signOut()}>
        {words.sign.out}
      </button>
    </span>
  );
}

/** The name of the page in the window's title. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · Scorebook` : 'Scorebook';
  }, [title]);
}
