// How he went from game to game: wOBA and xwOBA over runs of games, beside the league's.
import { useMemo } from 'react';

import { graphql } from '../../../api/generated';
import type { BattingRollingQuery } from '../../../api/generated/graphql';
import type { PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { rolling, type RollingPoint } from '../../../charts/rolling';
import { csv } from '../../../download';
import type { Period } from '../../../period';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { Answer, Empty, NotCovered } from '../../../ui/State';
import { useParam } from '../../../url';
import { useWords } from '../../../words/language';
import { format, statName } from '../../../words/stats';
import { ChartPanel } from '../ChartPanel';
import { fileWords } from '../role';
import { Choice } from '../Choice';

const battingRolling = graphql(`
  query BattingRolling($by: PlayerKey!, $where: PlayFilter, $games: Int!) {
    league: batting(where: $where) {
      woba
    }
    player(by: $by) {
      id
      battingRolling(games: $games, where: $where) {
        from
        to
        games
        line {
          plateAppearances
          woba
          expectedWoba
        }
      }
    }
  }
`);

type Run = NonNullable<BattingRollingQuery['player']>['battingRolling'][number];

const FIELDS = ['woba', 'expectedWoba'] as const;
const WINDOWS = ['5', '15', '30', '50'];
const USUAL = 15;
const MOST = 200;

/** Games of a run: any number the API takes, `window=15` in the URL. */
function useWindow(): [number, (games: number) => void] {
  const [text, set] = useParam('window');
  const games = Number(text);
  const isMeant = Number.isInteger(games) && games >= 1 && games <= MOST;
  return [isMeant ? games : USUAL, (next) => set(next === USUAL ? null : String(next))];
}

interface Props {
  player: { id: string; name: string };
  where: PlayFilter;
  period: Period;
}

export function Rolling({ player, where, period }: Props) {
  const { words } = useWords();
  const [games, setGames] = useWindow();
  const query = useApi(battingRolling, { by: { id: player.id }, where, games });
  const windows = WINDOWS.includes(String(games)) ? WINDOWS : [...WINDOWS, String(games)];
  const tools = (
    <Choice
      label={words.charts.window}
      values={windows}
      nameOf={words.charts.windowGames}
      value={String(games)}
      onChange={(next) => setGames(Number(next))}
    />
  );
  const runs = query.data?.player?.battingRolling;
  if (runs && runs.length > 0) {
    return <Drawn player={player} period={period} runs={runs} league={query.data?.league.woba ?? null} tools={tools} isStale={query.isPlaceholderData} />;
  }
  return (
    <Panel title={words.charts.rolling} tools={tools}>
      <Answer query={query}>{() => <Empty />}</Answer>
    </Panel>
  );
}

interface DrawnProps {
  player: { name: string };
  period: Period;
  runs: readonly Run[];
  league: number | null;
  tools: React.ReactNode;
  isStale: boolean;
}

function Drawn({ player, period, runs, league, tools, isStale }: DrawnProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  // What the sources do not tell has no line.
  const fields = useMemo(() => FIELDS.filter((field) => runs.some((run) => run.line[field] !== null)), [runs]);
  const option = useMemo(() => {
    const points = runs.map(({ from, to, games, line }): RollingPoint => ({ from, to, games, values: fields.map((field) => line[field]) }));
    return rolling({ points, fields, role: 'batting', league, palette, words: words.charts, language });
  }, [runs, fields, league, palette, words, language]);
  const last = runs.at(-1);
  const says = (value: number | null | undefined) => format('woba', value, language);
  if (fields.length === 0) {
    return (
      <Panel title={words.charts.rolling} tools={tools}>
        <NotCovered />
      </Panel>
    );
  }
  const missing = FIELDS.filter((field) => !fields.includes(field)).map((field) => statName(field, 'batting', language)[0]);
  return (
    <ChartPanel
      title={words.charts.rolling}
      name={fileWords(player, period, 'rolling', last?.games ?? '')}
      option={option}
      label={words.charts.rollingLabel(player.name, last?.games ?? 0, says(last?.line.woba), says(last?.line.expectedWoba), says(league))}
      csv={() => csv(['from', 'to', 'games', 'plateAppearances', ...FIELDS], runs.map(({ from, to, games, line }) => [from, to, games, line.plateAppearances, ...FIELDS.map((field) => line[field])]))}
      ratio={0.82}
      tools={tools}
      isStale={isStale}
      note={[words.charts.rollingNote(last?.games ?? 0), ...missing.map(words.charts.notTold)].join(' ')}
    />
  );
}
