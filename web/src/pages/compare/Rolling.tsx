// One stat over runs of games, by the number of the game: who was where in his season.
import { useRef } from 'react';

import { useEach } from '../../api/each';
import type { TypedDocumentString } from '../../api/generated/graphql';
import { Chart, type ChartHandle } from '../../charts/Chart';
import { runsOption, type RunSeries } from '../../charts/runs';
import { csv } from '../../download';
import { usePalette } from '../../theme';
import { useNarrow } from '../../ui/narrow';
import { Panel } from '../../ui/Panel';
import { Empty, Failed, Loading, NotCovered } from '../../ui/State';
import { StatPicker } from '../../ui/StatPicker';
import { useParam } from '../../url';
import { useWords } from '../../words/language';
import { format, statName, type Role, type StatField } from '../../words/stats';
import { daysName } from '../../words/time';
import { Key } from './Key';
import type { Asked, Member } from './member';
import { rollingBatting, rollingPitching, rollingStats } from './rolling';

const WINDOWS = { batting: [5, 10, 15, 25, 50], pitching: [1, 3, 5, 10, 20] } as const satisfies Record<Role, readonly number[]>;
const USUAL_WINDOW: Record<Role, number> = { batting: 15, pitching: 5 };

interface Run {
  from: string;
  to: string;
  games: number;
  line: Partial<Record<StatField, number | string | null>>;
}
type RollingDocument = TypedDocumentString<{ player: { runs: readonly Run[] } | null }, Asked & { games: number }>;

export function Rolling({ role, members }: { role: Role; members: readonly Member[] }) {
  const { words, language } = useWords();
  const own = words.compare;
  const palette = usePalette();
  const isNarrow = useNarrow();
  const chart = useRef<ChartHandle>(null);
  const [askedStat, setStat] = useParam('chart');
  const [askedWindow, setWindow] = useParam('window');
  const fields: readonly StatField[] = rollingStats[role];
  const games = WINDOWS[role].find((one) => String(one) === askedWindow) ?? USUAL_WINDOW[role];
  const document: RollingDocument = role === 'batting' ? rollingBatting : rollingPitching;
  const answers = useEach(document, members.map(({ asked }) => ({ ...asked, games })));

  const runs = answers.map(({ data }) => data?.player?.runs);
  // By itself the first that the sources loaded tell.
  const isTold = (one: StatField) => runs.some((some) => some?.some(({ line }) => typeof line[one] === 'number'));
  const field = fields.find((one) => one === askedStat) ?? fields.find(isTold) ?? rollingStats[role][0];
  const series = members.flatMap((member, at): RunSeries[] => {
    const points = (runs[at] ?? []).map((run, place) => {
      const value = run.line[field];
      // Runs end game by game; the first is as long as there are games, at most the window.
      return { game: run.games + place, value: typeof value === 'number' ? value : null, days: daysName(run.from, run.to, language) };
    });
    return points.length > 0 ? [{ name: member.label, place: member.place, points }] : [];
  });
  const [short, long] = statName(field, role, language);
  const number = (value: number) => format(field, value, language);
  const option = runsOption(series, palette, { game: own.game, stat: short, number });
  const error = answers.find((answer) => answer.error);
  const isWaiting = answers.some(({ data, error: wrong }) => !data && !wrong);
  const hasValues = series.some(({ points }) => points.some(({ value }) => value !== null));
  const told = series.map(({ name, points }) => {
    const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
    const last = known.at(-1);
    return last === undefined ? name : own.told(name, number(Math.min(...known)), number(Math.max(...known)), number(last));
  });
  const toCsv = () =>
    csv(
      ['player', 'game', 'from', 'to', 'games', field],
      members.flatMap(({ label }, at) => (runs[at] ?? []).map((run, place) => [label, run.games + place, run.from, run.to, run.games, run.line[field]])),
    );
  return (
    <Panel
      title={own.rolling(long, games)}
      isWide
      csv={hasValues ? toCsv : null}
      png={hasValues ? () => (chart.current ? chart.current.png() : Promise.reject(new Error('no chart'))) : null}
      name={[words.common.compare, field, games, ...members.map(({ label }) => label)]}
    >
      <div className="controls">
        <StatPicker
          label={own.stat}
          role={role}
          groups={[{ group: own.rollingGroup, stats: fields }]}
          value={field}
          onChange={setStat}
        />
        <label>
          <span>{own.window}</span>
          <select value={games} onChange={({ target: { value } }) => setWindow(value === String(USUAL_WINDOW[role]) ? null : value)}>
            {WINDOWS[role].map((one) => (
              <option key={one} value={one}>
                {own.games(one)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error?.error ? (
        <Failed error={error.error} again={() => void error.refetch()} />
      ) : isWaiting ? (
        <Loading />
      ) : series.length === 0 ? (
        <Empty />
      ) : !hasValues ? (
        <NotCovered />
      ) : (
        <>
          <p className="keys">
            {series.map(({ name, place }) => (
              <span key={place}>
                <Key place={place} /> {name}
              </span>
            ))}
          </p>
          <Chart ref={chart} option={option} ratio={isNarrow ? 0.8 : 0.42} label={`${own.rolling(long, games)}. ${told.join(' ')}`} />
        </>
      )}
    </Panel>
  );
}
