// Games as rows: which one, and what is the matter with it.
import { Link } from 'wouter';

import type { CoverageDifferencesFragment } from '../../api/generated/graphql';
import { playerPath } from '../../ui/Layout';
import type { Column } from '../../ui/Table';
import type { Words } from '../../words/en';
import type { Language } from '../../words/language';
import { dayName } from '../../words/time';
import { counterName } from './counters';
import type { List, Listed } from './useGames';

export interface Difference {
  game: Listed;
  difference: CoverageDifferencesFragment['differences'][number];
  key: string;
}

/** `SD 3 @ LAD 5`, with the number of the second game of a day. */
function matchup({ awayTeam, homeTeam, awayScore, homeScore, gameNumber }: Listed, words: Words): string {
  const side = (code: string | undefined, score: number | null) => [code ?? '?', score].filter((part) => part !== null).join(' ');
  const text = `${side(awayTeam?.code, awayScore)} @ ${side(homeTeam?.code, homeScore)}`;
  return gameNumber !== null && gameNumber > 1 ? `${text} ${words.coverage.gameNumber(gameNumber)}` : text;
}

function which<Row>(words: Words, language: Language, game: (row: Row) => Listed): Column<Row>[] {
  return [
    { key: 'date', label: words.common.date, isText: true, value: (row) => game(row).date, show: (row) => dayName(game(row).date, language) },
    { key: 'game', label: words.coverage.game, isText: true, value: (row) => matchup(game(row), words) },
  ];
}

export function gameColumns(words: Words, language: Language, list: List): Column<Listed>[] {
  const own = words.coverage;
  const columns = which<Listed>(words, language, (game) => game);
  if (list === 'gaps') {
    const numbers = (label: string, of: (game: Listed) => readonly number[]): Column<Listed> => ({
      key: label,
      label,
      isText: true,
      value: (game) => of(game).join(' '),
      show: (game) => <span className="wrap">{of(game).join(', ') || '–'}</span>,
    });
    columns.push(
      { ...numbers(own.missingTurns, (game) => game.missingPlateAppearances), key: 'missingPlateAppearances' },
      { ...numbers(own.unendedTurns, (game) => game.unendedPlateAppearances), key: 'unendedPlateAppearances' },
    );
  } else {
    columns.push({
      key: 'status',
      label: own.status,
      isText: true,
      value: (game) => game.status,
      show: (game) => [own.statuses[game.status], game.statusReason].filter(Boolean).join(' · '),
    });
  }
  return columns;
}

export function differenceColumns(words: Words, language: Language): Column<Difference>[] {
  const own = words.coverage;
  const number = (value: number | null) => value ?? '–';
  return [
    ...which<Difference>(words, language, (row) => row.game),
    {
      key: 'player',
      label: words.common.player,
      isText: true,
      value: ({ difference }) => difference.player?.name.full,
      // To his line of that day: what is served of what differs.
      show: ({ game, difference: { player, line } }) =>
        player ? (
          <Link href={`${playerPath(player)}?role=${line === 'PITCHING' ? 'pitching' : 'batting'}&period=${game.date}..${game.date}`}>{player.name.full}</Link>
        ) : (
          '–'
        ),
    },
    { key: 'team', label: words.common.team, isText: true, value: ({ difference }) => difference.team?.code },
    { key: 'line', label: own.line, isText: true, value: ({ difference }) => difference.line, show: ({ difference: { line } }) => line && own.lines[line] },
    {
      key: 'counter',
      label: own.counter,
      isText: true,
      value: ({ difference }) => difference.counter,
      show: ({ difference: { line, counter } }) => counterName(line, counter, words, language),
    },
    { key: 'derived', label: own.derived, title: own.derivedLong, value: ({ difference }) => difference.derived, show: ({ difference }) => number(difference.derived) },
    { key: 'boxScore', label: own.boxScore, value: ({ difference }) => difference.boxScore, show: ({ difference }) => number(difference.boxScore) },
  ];
}
