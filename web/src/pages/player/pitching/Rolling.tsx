// How he went from game to game: runs, contact, or strikeouts and walks over runs of games, beside the league's.
import { useMemo, type ReactNode } from 'react';

import { graphql } from '../../../api/generated';
import type { PitchingRollingQuery } from '../../../api/generated/graphql';
import type { PlayerKey, PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { rolling, type RollingPoint } from '../../../charts/rolling';
import { csv } from '../../../download';
import { usePalette } from '../../../theme';
import { Caveats } from '../../../ui/Caveats';
import { Panel } from '../../../ui/Panel';
import { Answer, Empty, NotCovered } from '../../../ui/State';
import { useParam } from '../../../url';
import { useWords } from '../../../words/language';
import { format, statName } from '../../../words/stats';
import { ChartPanel } from '../ChartPanel';
import { Choice } from '../Choice';
import { fileWords, type RoleProps } from '../role';

const pitchingRolling = graphql(`
  query PitchingRolling($by: PlayerKey!, $where: PlayFilter, $games: Int!) {
    league: pitching(where: $where) {
      era
      expectedWoba
      strikeoutRate
    }
    player(by: $by) {
      id
      pitchingRolling(games: $games, where: $where) {
        from
        to
        games
        line {
          battersFaced
          era
          fip
          expectedWoba
          woba
          strikeoutRate
          walkRate
          caveats {
            code
            message
            stats
          }
        }
      }
    }
  }
`);

type Run = NonNullable<PitchingRollingQuery['player']>['pitchingRolling'][number];
type League = PitchingRollingQuery['league'];

/** What is drawn together: the first is the one whose league average is a line, too. */
const pairs = {
  runs: ['era', 'fip'],
  contact: ['expectedWoba', 'woba'],
  outs: ['strikeoutRate', 'walkRate'],
} as const satisfies Record<string, readonly [keyof League, Exclude<keyof Run['line'], 'caveats'>]>;
type Pair = keyof typeof pairs;
const keys = Object.keys(pairs) as [Pair, ...Pair[]];

const WINDOWS = ['1', '3', '5', '10', '20'];
const USUAL = 5;
const MOST = 200;

/** Games of a run: any number the API takes, `window=5` in the URL. */
function useWindow(): [number, (games: number) => void] {
  const [text, set] = useParam('window');
  const games = Number(text);
  const isMeant = Number.isInteger(games) && games >= 1 && games <= MOST;
  return [isMeant ? games : USUAL, (next) => set(next === USUAL ? null : String(next))];
}

interface Props {
  player: RoleProps['player'];
  period: RoleProps['period'];
  by: PlayerKey;
  where: PlayFilter;
}

export function Rolling({ player, period, by, where }: Props) {
  const { words, language } = useWords();
  const [games, setGames] = useWindow();
  const [asked, choose] = useParam('rolling');
  const query = useApi(pitchingRolling, { by, where, games });
  const runs = query.data?.player?.pitchingRolling ?? [];
  const isTold = (one: Pair) => runs.some((run) => pairs[one].some((field) => run.line[field] !== null));
  // Runs need play-by-play; without, what there is comes first.
  const pair = keys.find((one) => one === asked) ?? keys.find(isTold) ?? 'runs';
  const windows = WINDOWS.includes(String(games)) ? WINDOWS : [...WINDOWS, String(games)];
  const short = (one: Pair) => pairs[one].map((field) => statName(field, 'pitching', language)[0]).join(' · ');
  const tools = (
    <>
      <Choice label={words.pitching.measure} values={keys} nameOf={short} value={pair} onChange={choose} />
      <Choice
        label={words.charts.window}
        values={windows}
        nameOf={words.charts.windowGames}
        value={String(games)}
        onChange={(next) => setGames(Number(next))}
      />
    </>
  );

  if (isTold(pair)) {
    return <Drawn player={player} period={period} runs={runs} pair={pair} league={query.data?.league ?? null} tools={tools} isStale={query.isPlaceholderData} />;
  }
  return (
    <Panel title={words.pitching.rolling} tools={tools}>
      <Answer query={query}>
        {() =>
          runs.length === 0 ? (
            <Empty />
          ) : (
            <>
              <NotCovered />
              <Caveats caveats={caveatsIn(runs, pair)} />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}

/** What qualifies these stats, once each: every run counts its own games, and only the last run's counts are of now. */
function caveatsIn(runs: readonly Run[], pair: Pair) {
  const all = runs.flatMap((run) => run.line.caveats.filter((caveat) => pairs[pair].some((field) => caveat.stats.includes(field))));
  return [...new Map(all.map((caveat) => [caveat.code, caveat])).values()];
}

interface DrawnProps {
  player: { name: string };
  period: RoleProps['period'];
  runs: readonly Run[];
  pair: Pair;
  league: League | null;
  tools: ReactNode;
  isStale: boolean;
}

function Drawn({ player, period, runs, pair, league, tools, isStale }: DrawnProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const [first] = pairs[pair];
  // What the sources do not tell has no line.
  const fields = useMemo(() => pairs[pair].filter((field) => runs.some((run) => run.line[field] !== null)), [runs, pair]);
  const missing = pairs[pair].filter((field) => !fields.includes(field)).map((field) => statName(field, 'pitching', language)[0]);
  const average = fields[0] === first ? (league?.[first] ?? null) : null;
  const option = useMemo(() => {
    const points = runs.map(({ from, to, games, line }): RollingPoint => ({ from, to, games, values: fields.map((field) => line[field]) }));
    return rolling({ points, fields, role: 'pitching', league: average, palette, words: words.charts, language });
  }, [runs, fields, average, palette, words, language]);
  const last = runs.at(-1);
  const said = fields.map((field) => `${statName(field, 'pitching', language)[0]} ${format(field, last?.line[field], language)}`).join(', ');
  return (
    <ChartPanel
      title={words.pitching.rolling}
      name={fileWords(player, period, 'rolling', ...fields, last?.games ?? '')}
      option={option}
      label={words.pitching.rollingLabel(player.name, last?.games ?? 0, said, format(first, average, language))}
      ratio={0.8}
      csv={() =>
        csv(
          ['from', 'to', 'games', 'battersFaced', ...fields],
          runs.map(({ from, to, games, line }) => [from, to, games, line.battersFaced, ...fields.map((field) => line[field])]),
        )
      }
      tools={tools}
      isStale={isStale}
      note={[words.charts.rollingNote(last?.games ?? 0), ...missing.map(words.charts.notTold)].join(' ')}
      caveats={caveatsIn(runs, pair)}
    />
  );
}
