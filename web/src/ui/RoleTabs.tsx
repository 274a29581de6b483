// Batting or pitching: two views, each with its own URL.
import '../style/tabs.css';

import { Link, useLocation, useSearchParams } from 'wouter';

import { useParam } from '../url';
import { useWords } from '../words/language';
import type { Role } from '../words/stats';

/** The role of the URL; batting by itself. */
export function useRole(): Role {
  const [asked] = useParam('role');
  return asked === 'pitching' ? 'pitching' : 'batting';
}

/** `drops`: parameters that mean something in one role only. */
export function RoleTabs({ role, drops = [] }: { role: Role; drops?: readonly string[] }) {
  const { words } = useWords();
  const [path] = useLocation();
  const [params] = useSearchParams();
  const search = (next: Role) => {
    const changed = new URLSearchParams(params);
    changed.set('role', next);
    if (next !== role) for (const name of drops) changed.delete(name);
    return changed.toString();
  };
  return (
    <nav className="tabs" aria-label={words.common.roles}>
      {(['batting', 'pitching'] as const).map((one) => (
        <Link key={one} href={`${path}?${search(one)}`} aria-current={one === role ? 'page' : undefined}>
          {words.common[one]}
        </Link>
      ))}
    </nav>
  );
}
