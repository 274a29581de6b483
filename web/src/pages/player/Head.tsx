// Who a player is, in one line below his name.
import { Link, useSearchParams } from 'wouter';

import { whereParams } from '../../filters';
import { periodText, type Period } from '../../period';
import { years } from '../../ui/Search';
import { keptSearch } from '../../url';
import { useWords } from '../../words/language';
import { position } from '../../words/positions';
import type { Role } from '../../words/stats';
import type { Person } from './Player';

/** Whole years between two days. */
function age(birth: string, on: Date): number {
  const born = new Date(`${birth}T00:00:00Z`);
  const birthday = Date.UTC(on.getUTCFullYear(), born.getUTCMonth(), born.getUTCDate());
  return on.getUTCFullYear() - born.getUTCFullYear() - (on.getTime() < birthday ? 1 : 0);
}

export function Head({ player, role, period }: { player: Person; role: Role; period: Period | null }) {
  const { words, language } = useWords();
  const [params] = useSearchParams();
  const { birthDate, deathDate, team } = player;
  const day = (text: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
  const born = birthDate && (deathDate ? `${day(birthDate)} – ${day(deathDate)}` : words.player.born(day(birthDate), age(birthDate, new Date())));
  const facts = [
    team?.name,
    position(player.primaryPosition, language),
    player.bats && words.player.bats[player.bats],
    player.throws && words.player.throws[player.throws],
    born,
    years(player),
  ].filter(Boolean);

  const kept = new URLSearchParams(params);
  // The default period of this page is that of the player; others have another.
  if (period) kept.set('period', periodText(period));
  kept.set('role', role);
  kept.set('players', String(player.mlbamId ?? player.id));
  return (
    <header className="player-head">
      <div>
        <h1>{player.name.full}</h1>
        <p className="lead">{facts.join(' · ')}</p>
      </div>
      <Link className="button" href={`/compare${keptSearch(kept, ['players', 'role', ...whereParams])}`}>
        {words.player.compare}
      </Link>
    </header>
  );
}
