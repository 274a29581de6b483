// How pitches move against one without spin, in the catcher's view: inches to the right and up.
import type { EChartsCoreOption } from 'echarts/core';

import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';
import { handOf, placed, type PitchPoint, type Placed } from './points';
import { badge, badges, dots, pitchText, pointOf } from './scatter';

/** The mean movement of a kind of pitch, as the API gives it. */
export interface Mean {
  type: PitchType;
  x: number | null;
  y: number | null;
}

interface Props {
  points: readonly PitchPoint[];
  means: readonly Mean[];
  palette: Palette;
  words: Words['pitching'];
  language: Language;
}

/** Half of the side of the square: nearly all points are in it, and it is a number that divides well. */
function reach(points: readonly Placed[]): number {
  const far = points.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))).sort((a, b) => a - b);
  const most = far[Math.floor((far.length - 1) * 0.998)] ?? 0;
  return Math.max(20, Math.ceil((most + 1) / 5) * 5);
}

export function movement({ points, means, palette, words, language }: Props): EChartsCoreOption {
  const all = placed(points, 'horizontalMovementInches', 'verticalMovementInches');
  const side = reach(all);
  const hand = handOf(points);
  const order = means.map((mean) => mean.type);
  const types = new Map<PitchType, Placed[]>(order.map((type) => [type, []]));
  for (const point of all) {
    const type = points[point[2]]?.pitchType ?? 'UNKNOWN';
    const list = types.get(type);
    if (list) list.push(point);
    else types.set(type, [point]);
  }
  const axis = {
    type: 'value' as const,
    min: -side,
    max: side,
    interval: 5,
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11, formatter: (value: number) => (value % 10 === 0 ? String(value) : '') },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
    nameLocation: 'middle' as const,
    nameTextStyle: { color: palette.muted, fontSize: 11.5 },
  };
  const corner = (text: string, place: 'left' | 'right') => ({
    text,
    textStyle: { fontSize: 11.5, fontWeight: 600, color: palette.muted },
    top: 0,
    ...(place === 'left' ? { left: 46 } : { right: 6 }),
  });
  const [left, right] = hand === 'LEFT' ? [words.gloveSide, words.armSide] : [words.armSide, words.gloveSide];
  const badged = means.flatMap(({ type, x, y }) => (x === null || y === null || !types.get(type)?.length ? [] : [badge(type, x, y, palette)]));
  return {
    grid: { left: 50, right: 10, top: 24, bottom: 46 },
    title: hand ? [corner(`◂ ${left}`, 'left'), corner(`${right} ▸`, 'right')] : [],
    xAxis: { ...axis, name: words.horizontal, nameGap: 26 },
    yAxis: { ...axis, name: words.vertical, nameGap: 30 },
    tooltip: {
      trigger: 'item',
      formatter: (params: unknown) => {
        const point = pointOf(params, points);
        if (!point) return '';
        const by = words.moves(
          formatAs('inches', point.horizontalMovementInches, language),
          formatAs('inches', point.verticalMovementInches, language),
        );
        return `${pitchText(point, language)}\n${by}`;
      },
    },
    series: [
      ...[...types].map(([type, data]) => dots(type, data, all.length, palette, language)),
      {
        ...badges(badged),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: palette.muted, type: 'solid', width: 1, opacity: 0.8 },
          data: [{ xAxis: 0 }, { yAxis: 0 }],
        },
      },
    ],
  };
}
