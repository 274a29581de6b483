// Exit velocity by launch angle, with the region of barrels and the sweet spot.
import type { EChartsCoreOption } from 'echarts/core';

import type { Palette } from '../theme';
import type { Words } from '../words/en';
import type { Language } from '../words/naming';
import { ballTooltip, resultLegend, resultSeries, type BattedBall } from './battedBall';

const BARREL_FROM = 98;
const TOP = 124;
/** Launch angles of the sweet spot, degrees. */
export const SWEET_SPOT = [8, 32] as const;
const HARD_HIT = 95;

/** The launch angles that make a barrel of a ball hit so hard, by Statcast's definition; null where none does. */
export function barrelAngles(mph: number): [from: number, to: number] | null {
  if (mph < BARREL_FROM) return null;
  // 26 to 30 degrees at 98 mph, wider with each mile, 8 to 50 from 116 on.
  return [Math.max(8, 124 - mph), Math.min(50, 1.5 * mph - 117)];
}

/** The region of barrels as an outline of angle and speed. */
export function barrelOutline(): [number, number][] {
  const speeds = [98, 100, 104, 108, 111 + 1 / 3, 116, TOP];
  const side = (end: 0 | 1) => speeds.map((mph): [number, number] => [barrelAngles(mph)?.[end] ?? 0, mph]);
  return [...side(0), ...side(1).reverse()];
}

/** The balls whose speed and angle were measured. */
export function measured(balls: readonly BattedBall[]): BattedBall[] {
  return balls.filter((ball) => ball.exitVelocityMph !== null && ball.launchAngleDegrees !== null);
}

interface RenderApi {
  coord: (value: [number, number]) => number[];
}

export function contact(balls: readonly BattedBall[], palette: Palette, words: Words['charts'], language: Language): EChartsCoreOption {
  const outline = barrelOutline();
  const axis = {
    type: 'value' as const,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: palette.muted, fontSize: 12 },
    axisLabel: { color: palette.muted, fontSize: 11 },
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
  };
  const guide = (at: { xAxis: number } | { yAxis: number }, text: string) => ({
    ...at,
    label: { formatter: text, color: palette.muted, fontSize: 11, position: 'insideStartTop' as const },
  });
  return {
    grid: { left: 46, right: 12, top: 34, bottom: 44 },
    legend: resultLegend(palette),
    xAxis: { ...axis, name: words.launchAngle, nameGap: 28, min: -80, max: 80, interval: 20, axisLabel: { ...axis.axisLabel, formatter: '{value}°' } },
    yAxis: { ...axis, name: words.exitVelocity, nameGap: 34, min: 20, max: TOP, interval: 20, axisLabel: { ...axis.axisLabel, showMaxLabel: false } },
    tooltip: ballTooltip(words, language),
    series: [
      {
        type: 'custom' as const,
        coordinateSystem: 'cartesian2d' as const,
        silent: true,
        clip: true,
        z: 1,
        data: [0],
        tooltip: { show: false },
        renderItem: (_: unknown, api: RenderApi) => {
          const [x = 0, y = 0] = api.coord([49, TOP - 1]);
          return {
            type: 'group' as const,
            children: [
              {
                type: 'polygon' as const,
                shape: { points: outline.map((point) => api.coord(point)) },
                style: { fill: palette.high, opacity: 0.14 },
              },
              {
                type: 'text' as const,
                style: { text: words.barrels, x, y, fill: palette.high, fontSize: 11, fontWeight: 600, textAlign: 'right' as const },
              },
            ],
          };
        },
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: palette.muted, type: 'dashed' as const, width: 1 },
          data: [
            guide({ xAxis: SWEET_SPOT[0] }, `${SWEET_SPOT[0]}°`),
            guide({ xAxis: SWEET_SPOT[1] }, `${SWEET_SPOT[1]}°`),
            guide({ yAxis: HARD_HIT }, words.hardHit),
          ],
        },
      },
      ...resultSeries(
        balls,
        ({ launchAngleDegrees: angle, exitVelocityMph: speed }) => (angle === null || speed === null ? null : [angle, speed]),
        palette,
        words,
      ),
    ],
  };
}
