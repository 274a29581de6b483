// Game by game, earliest first as the API pages them; `log=2` in the URL shows two pages.
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { ApiError, request } from '../../api/client';
import { graphql } from '../../api/generated';
import type { PlayerLogQuery } from '../../api/generated/graphql';
import type { PlayFilter } from '../../api/generated/schema';
import type { Period } from '../../period';
import { Panel } from '../../ui/Panel';
import { Answer, Empty } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useParam } from '../../url';
import type { Words } from '../../words/en';
import { useWords } from '../../words/language';
import type { Role } from '../../words/stats';
import { Choice, useChoice } from './Choice';
import { Marked, statColumns, type Line } from './columns';
import { columnSets, logFields } from './lines';
import { fileWords } from './role';

const PAGE = 50;

const playerLog = graphql(`
  query PlayerLog($by: PlayerKey!, $where: PlayFilter, $first: Int!, $after: String, $isBatting: Boolean!) {
    player(by: $by) {
      id
      battingGames(where: $where, first: $first, after: $after) @include(if: $isBatting) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...LogBatting
        }
      }
      pitchingGames(where: $where, first: $first, after: $after) @skip(if: $isBatting) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...LogPitching
        }
      }
    }
  }
`);

export const logBatting = graphql(`
  fragment LogBatting on BattingGame {
    isHome
    team {
      code
    }
    opponent {
      code
      name
    }
    game {
      ...LogGame
    }
    line {
      ...BattingColumns
    }
  }
`);

export const logPitching = graphql(`
  fragment LogPitching on PitchingGame {
    isHome
    team {
      code
    }
    opponent {
      code
      name
    }
    game {
      ...LogGame
    }
    line {
      ...PitchingColumns
    }
  }
`);

export const logGame = graphql(`
  fragment LogGame on Game {
    id
    date
    gameNumber
    doubleHeader
    homeScore
    awayScore
  }
`);

interface Row {
  isHome: boolean;
  team: { code: string } | null;
  opponent: { code: string; name: string } | null;
  game: {
    id: string;
    date: string;
    gameNumber: number | null;
    doubleHeader: string | null;
    homeScore: number | null;
    awayScore: number | null;
  } | null;
  line: Line;
}

function pageOf(data: PlayerLogQuery) {
  return data.player?.battingGames ?? data.player?.pitchingGames ?? null;
}

/** The score, his team's runs first. */
function score({ game, isHome }: Row): [own: number, other: number] | null {
  if (game === null || game.homeScore === null || game.awayScore === null) return null;
  return isHome ? [game.homeScore, game.awayScore] : [game.awayScore, game.homeScore];
}

interface Props {
  player: { id: string; name: string };
  role: Role;
  where: PlayFilter;
  /** Names its files. */
  period?: Period;
}

/** `W 5–3`, from his club's side. */
function scoreText(row: Row, words: Words): string | null {
  const runs = score(row);
  if (!runs) return null;
  const [own, other] = runs;
  return `${own === other ? words.player.tied : own > other ? words.player.won : words.player.lost} ${own}–${other}`;
}

export function Log({ player, role, where, period }: Props) {
  const { words, language } = useWords();
  const [set, setSet] = useChoice('logcolumns', columnSets);
  const [pages, setPages] = useParam('log');
  const wanted = Math.min(Math.max(Number(pages) || 1, 1), 100);
  const variables = { by: { id: player.id }, where, first: PAGE, isBatting: role === 'batting' };
  const query = useInfiniteQuery<PlayerLogQuery, ApiError, Row[], unknown[], string | null>({
    queryKey: [playerLog.toString(), variables],
    queryFn: ({ pageParam, signal }) => request(playerLog, { ...variables, after: pageParam }, signal),
    initialPageParam: null,
    getNextPageParam: (last) => {
      const info = pageOf(last)?.pageInfo;
      return info?.hasNextPage ? info.endCursor : null;
    },
    select: (data) => data.pages.flatMap((page): Row[] => pageOf(page)?.nodes ?? []),
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, isPlaceholderData, error, fetchNextPage, data: rows } = query;
  const isShort = rows !== undefined && !isPlaceholderData && rows.length < wanted * PAGE && hasNextPage;
  useEffect(() => {
    if (isShort && !isFetching && !error) void fetchNextPage();
  }, [isShort, isFetching, error, fetchNextPage]);

  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', year: 'numeric', weekday: 'short', timeZone: 'UTC' });
  const columns: Column<Row>[] = [
    {
      key: 'date',
      label: words.common.date,
      value: (row) => row.game?.date,
      show: ({ game }) =>
        game && (
          <time dateTime={game.date}>
            {day.format(new Date(`${game.date}T00:00:00Z`))}
            {game.doubleHeader && game.doubleHeader !== 'SINGLE_GAME' && game.gameNumber ? ` (${game.gameNumber})` : ''}
          </time>
        ),
      isText: true,
    },
    { key: 'team', label: words.common.team, value: (row) => row.team?.code, isText: true },
    {
      key: 'opponent',
      label: words.common.opponent,
      value: (row) => row.opponent?.code,
      show: (row) => (
        <span title={row.opponent?.name}>
          {row.isHome ? words.player.versus : words.player.at} {row.opponent?.code ?? '–'}
        </span>
      ),
      isText: true,
    },
    {
      key: 'score',
      label: words.player.score,
      // With its letter: a spreadsheet would take 5-3 for a day of May.
      value: (row) => scoreText(row, words),
      show: (row) => scoreText(row, words) ?? '–',
      isText: true,
      isFixed: true,
    },
    ...statColumns<Row>(logFields[role][set], role, language, (row) => row.line),
  ];
  const csvColumns = [
    { key: 'game', label: 'game', value: (row: Row) => row.game?.id },
    ...columns,
    { key: 'isHome', label: 'isHome', value: (row: Row) => String(row.isHome) },
  ];
  return (
    <Panel
      title={words.player.log}
      isWide
      isStale={isPlaceholderData}
      name={fileWords(player, period, role, 'games')}
      csv={rows && rows.length > 0 ? () => tableCsv(csvColumns, rows) : null}
      tools={<Choice label={words.player.columns} values={columnSets} nameOf={(one) => words.player.columnSets[one]} value={set} onChange={setSet} />}
    >
      <Answer query={query}>
        {(games) =>
          games.length === 0 ? (
            <Empty />
          ) : (
            <div className="tall" aria-busy={isFetching}>
              <Table label={words.player.table(words.player.log)} columns={columns} rows={games} rowKey={(row) => `${row.game?.id} ${row.team?.code}`} />
              {hasNextPage && (
                <p>
                  <button type="button" disabled={isFetching} onClick={() => setPages(String(Math.ceil(games.length / PAGE) + 1))}>
                    {words.player.moreGames}
                  </button>
                </p>
              )}
              <Marked lines={games.map((row) => row.line)} fields={logFields[role][set]} />
            </div>
          )
        }
      </Answer>
    </Panel>
  );
}
