// Where the ball leaves the hand, in the catcher's view: feet to the right of the middle of the rubber, and up.
import type { EChartsCoreOption } from 'echarts/core';

import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';
import { pitchColor } from './pitchColors';
import { placed, type PitchPoint, type Placed } from './points';
import { dots, pitchName, pitchText, pointOf } from './scatter';

interface Props {
  points: readonly PitchPoint[];
  palette: Palette;
  words: Words['pitching'];
  language: Language;
}

/** Feet that are shown at least. */
const SPAN = 2;

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const at = (values: readonly number[], share: number) => values[Math.round((values.length - 1) * share)] ?? 0;

/** The middle of the points' range, and how far nearly all reach from it; a few that were measured wrong are left out. */
function range(values: readonly number[]): { middle: number; reach: number } {
  const list = sorted(values);
  const [low, high] = [at(list, 0.003), at(list, 0.997)];
  return { middle: Math.round((low + high)) / 2, reach: (high - low) / 2 };
}

export function release({ points, palette, words, language }: Props): EChartsCoreOption {
  const all = placed(points, 'releaseXFeet', 'releaseZFeet');
  const [x, z] = [range(all.map((point) => point[0])), range(all.map((point) => point[1]))];
  const reach = Math.ceil((Math.max(SPAN / 2, x.reach + 0.3, z.reach + 0.3)) * 2) / 2;
  const types = new Map<PitchType, Placed[]>();
  for (const point of all) {
    const type = points[point[2]]?.pitchType ?? 'UNKNOWN';
    const list = types.get(type);
    if (list) list.push(point);
    else types.set(type, [point]);
  }
  const axis = (middle: number) => ({
    type: 'value' as const,
    min: middle - reach,
    max: middle + reach,
    interval: reach > 2 ? 1 : 0.5,
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11 },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
    nameLocation: 'middle' as const,
    nameTextStyle: { color: palette.muted, fontSize: 11.5 },
  });
  const mean = (list: readonly Placed[], which: 0 | 1) => list.reduce((sum, point) => sum + point[which], 0) / list.length;
  const isRubberSeen = Math.abs(x.middle) <= reach;
  // The middles of kinds that are hardly thrown would cover those that are.
  const usual = [...types].filter(([, list]) => list.length >= all.length * 0.02);
  return {
    grid: { left: 46, right: 10, top: 12, bottom: 46 },
    xAxis: { ...axis(x.middle), name: words.releaseSide, nameGap: 26 },
    yAxis: { ...axis(z.middle), name: words.releaseHeight, nameGap: 30 },
    tooltip: {
      trigger: 'item',
      formatter: (params: unknown) => {
        const point = pointOf(params, points);
        if (!point) return '';
        const from = words.releasedAt(
          formatAs('feet', point.releaseXFeet, language),
          formatAs('feet', point.releaseZFeet, language),
          formatAs('feet', point.extensionFeet, language),
        );
        return `${pitchText(point, language)}\n${from}`;
      },
    },
    series: [
      ...[...types].map(([type, data]) => dots(type, data, all.length, palette, language)),
      {
        type: 'scatter',
        data: usual.map(([type, list]) => ({
          value: [mean(list, 0), mean(list, 1)],
          name: pitchName(type, language),
          itemStyle: { color: pitchColor(type, palette) },
        })),
        symbolSize: 15,
        itemStyle: { borderColor: palette.card, borderWidth: 2 },
        z: 8,
        tooltip: { formatter: (params: unknown) => words.middle((params as { name: string }).name) },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { formatter: words.rubber, position: 'insideStartBottom', color: palette.muted, fontSize: 11 },
          lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
          data: isRubberSeen ? [{ xAxis: 0 }] : [],
        },
      },
    ],
  };
}
