// Where his batted balls went, and how hard and how high he hit them.
import { useMemo } from 'react';

import { ballsCsv, resultOf, results, type BattedBall } from '../../../charts/battedBall';
import { contact, measured } from '../../../charts/contact';
import { located, spray, SPRAY_RATIO } from '../../../charts/spray';
import type { Period } from '../../../period';
import { usePalette } from '../../../theme';
import { caveatsOf } from '../../../ui/Caveats';
import { Panel } from '../../../ui/Panel';
import { Empty, NotCovered } from '../../../ui/State';
import { useParam } from '../../../url';
import { useWords } from '../../../words/language';
import { format } from '../../../words/stats';
import { ChartPanel } from '../ChartPanel';
import type { Line } from '../columns';
import { fileWords } from '../role';

interface Props {
  player: { name: string };
  period: Period;
  line: Line;
  balls: { totalCount: number | null; nodes: readonly BattedBall[] };
  isStale: boolean;
}

/** The parks of his batted balls by their teams, the one with most first. */
function parksOf(balls: readonly BattedBall[]) {
  const parks = new Map<string, { code: string; name: string; n: number }>();
  for (const { homeTeam } of balls) {
    if (!homeTeam) continue;
    const park = parks.get(homeTeam.code) ?? { ...homeTeam, n: 0 };
    park.n += 1;
    parks.set(homeTeam.code, park);
  }
  return [...parks.values()].sort((a, b) => b.n - a.n || a.name.localeCompare(b.name));
}

export function BattedBalls({ player, period, line, balls, isStale }: Props) {
  const { words } = useWords();
  if (balls.nodes.length > 0) return <Drawn player={player} period={period} line={line} balls={balls} isStale={isStale} />;
  const isUncovered = caveatsOf(line.caveats, 'battedBalls').length > 0 && (line.plateAppearances ?? 0) !== 0;
  return [words.charts.spray, words.charts.contact].map((title) => (
    <Panel key={title} title={title}>
      {isUncovered ? <NotCovered /> : <Empty />}
    </Panel>
  ));
}

function Drawn({ player, period, line, balls: { nodes, totalCount }, isStale }: Props) {
  const { words, language } = useWords();
  const palette = usePalette();
  const [parkCode, setPark] = useParam('park');
  const parks = useMemo(() => parksOf(located(nodes)), [nodes]);
  const park = parks.find((one) => one.code === parkCode);
  const code = park?.code;
  const here = useMemo(() => located(code ? nodes.filter((ball) => ball.homeTeam?.code === code) : nodes), [nodes, code]);
  const hit = useMemo(() => measured(nodes), [nodes]);
  const sprayOption = useMemo(() => spray(here, palette, words.charts, language), [here, palette, words, language]);
  const contactOption = useMemo(() => contact(hit, palette, words.charts, language), [hit, palette, words, language]);
  const cut = totalCount !== null && totalCount > nodes.length ? words.charts.latest(nodes.length, totalCount) : null;
  const counts = results.map((result) => [words.charts.results[result], here.filter((ball) => resultOf(ball) === result).length] as const);
  return (
    <>
      <ChartPanel
        title={words.charts.spray}
        name={fileWords(player, period, 'spray', ...(code ? [code] : []))}
        option={sprayOption}
        label={words.charts.sprayLabel(player.name, counts.filter(([, n]) => n > 0).map(([name, n]) => `${name} ${n}`).join(', '))}
        ratio={SPRAY_RATIO}
        csv={() => ballsCsv(here)}
        isStale={isStale}
        tools={
          <select aria-label={words.charts.parkOf} value={code ?? ''} onChange={(event) => setPark(event.target.value)}>
            <option value="">{words.charts.allParks}</option>
            {parks.map((one) => (
              <option key={one.code} value={one.code}>
                {words.charts.parkWith(one.name, one.n)}
              </option>
            ))}
          </select>
        }
        note={[words.charts.balls(here.length), cut, words.charts.fence].filter(Boolean).join(' ')}
      />
      <ChartPanel
        title={words.charts.contact}
        name={fileWords(player, period, 'exit velocity', 'launch angle')}
        option={contactOption}
        label={words.charts.contactLabel(
          player.name,
          hit.length,
          format('averageExitVelocityMph', line.averageExitVelocityMph, language),
          format('averageLaunchAngle', line.averageLaunchAngle, language),
          hit.filter((ball) => ball.isBarrel).length,
        )}
        ratio={SPRAY_RATIO}
        csv={() => ballsCsv(hit)}
        isStale={isStale}
        note={[words.charts.measured(hit.length, hit.filter((ball) => ball.isBarrel).length), cut, words.charts.barrelNote].filter(Boolean).join(' ')}
      />
    </>
  );
}
