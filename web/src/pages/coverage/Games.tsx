// The games behind a season's numbers: those that differ from their box scores, have gaps, or are missing.
import { useSearchParams } from 'wouter';

import type { LineKind } from '../../api/generated/schema';
import { More, useRows } from '../../ui/More';
import { Panel } from '../../ui/Panel';
import { Answer } from '../../ui/State';
import { Table, tableCsv } from '../../ui/Table';
import { useWords } from '../../words/language';
import { counterName } from './counters';
import { differenceColumns, gameColumns, type Difference } from './gameColumns';
import { Count, Verdict } from './Numbers';
import type { Season } from './queries';
import { lists, useGames, type List, type OneCounter } from './useGames';

const STEP = 25;
const LINES: readonly LineKind[] = ['BATTING', 'PITCHING', 'FIELDING'];

function counterOf(text: string | null, season: Season): OneCounter | null {
  const [kind, name] = text?.split(':') ?? [];
  const line = LINES.find((one) => one === kind);
  const isKnown = season.agreement.some((row) => row.line === line && row.counter === name);
  return line && name && isKnown ? { line, counter: name } : null;
}

export function Games({ season }: { season: Season }) {
  const { words, language } = useWords();
  const own = words.coverage;
  const [params, setParams] = useSearchParams();
  const [wanted, more] = useRows(STEP);
  const counts: Record<List, number> = {
    differences: season.gamesDiffering,
    missing: season.gamesMissing,
    pbp: season.sources.find(({ source }) => source === 'PLAY_BY_PLAY')?.gamesMissing ?? 0,
    statcast: season.sources.find(({ source }) => source === 'STATCAST')?.gamesMissing ?? 0,
    gaps: season.gamesWithGaps,
  };
  // By itself the first list that has anything.
  const list = lists.find((one) => one === params.get('list')) ?? lists.find((one) => counts[one] > 0) ?? 'differences';
  const counter = list === 'differences' ? counterOf(params.get('counter'), season) : null;
  const query = useGames(season.season, list, counter, wanted, STEP);
  const set = (changes: Record<string, string | null>) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      for (const [name, value] of Object.entries({ counter: null, rows: null, ...changes })) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });

  const games = query.data?.rows ?? [];
  const differences: Difference[] = games.flatMap((game) =>
    (game.differences ?? [])
      .filter((row) => !counter || (row.line === counter.line && row.counter === counter.counter))
      .map((difference, place) => ({ game, difference, key: `${game.id} ${place}` })),
  );
  const columns = { games: gameColumns(words, language, list), differences: differenceColumns(words, language) };
  const isDifferences = list === 'differences';
  const toCsv = () => (isDifferences ? tableCsv(columns.differences, differences) : tableCsv(columns.games, games));
  return (
    <Panel
      title={own.games}
      isWide
      csv={games.length > 0 ? toCsv : null}
      name={['coverage', season.season, list]}
      tools={
        <label className="field" id="games">
          <span className="unseen">{own.list}</span>
          <select value={list} onChange={({ target: { value } }) => set({ list: value })}>
            {lists.map((one) => (
              <option key={one} value={one}>
                {own.lists[one](counts[one])}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {counter && (
        <p>
          {own.onlyCounter(counterName(counter.line, counter.counter, words, language), own.lines[counter.line])}{' '}
          <button type="button" className="quiet" onClick={() => set({})}>
            {own.allCounters}
          </button>
        </p>
      )}
      <Answer query={query}>
        {({ hasMore }) =>
          games.length === 0 ? (
            <p>
              <Verdict isWell>{own.noGames}</Verdict>
            </p>
          ) : (
            <>
              {isDifferences ? (
                <Table label={words.common.tableOf(own.games)} columns={columns.differences} rows={differences} rowKey={(row) => row.key} />
              ) : (
                <Table label={words.common.tableOf(own.games)} columns={columns.games} rows={games} rowKey={(row) => row.id} />
              )}
              <p className="muted">
                <Count n={games.length} /> / <Count n={Math.max(counter ? games.length : counts[list], games.length)} />
              </p>
              <More hasMore={hasMore} isFetching={query.isFetching} onMore={more} />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}
