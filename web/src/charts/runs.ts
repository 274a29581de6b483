// Several players' lines over runs of games, by the number of the game.
import type { EChartsCoreOption } from 'echarts/core';

import type { Palette } from '../theme';

/** Dashes by place, so that lines are told apart without their colours. */
export const dashes: readonly (readonly number[])[] = [[], [10, 5], [3, 4], [14, 4, 3, 4], [6, 3], [18, 6]];

export interface RunPoint {
  /** Of the last game of the run, from 1. */
  game: number;
  value: number | null;
  /** The days of the run, as they are read. */
  days: string;
}

export interface RunSeries {
  name: string;
  /** Chooses colour and dashes. */
  place: number;
  points: readonly RunPoint[];
}

interface Names {
  /** Names the horizontal axis. */
  game: string;
  stat: string;
  number: (value: number) => string;
}

interface Hovered {
  seriesIndex: number;
  dataIndex: number;
}

export function runsOption(series: readonly RunSeries[], palette: Palette, names: Names): EChartsCoreOption {
  const axis = {
    axisLine: { lineStyle: { color: palette.muted } },
    axisLabel: { color: palette.muted },
    splitLine: { lineStyle: { color: palette.line } },
    nameTextStyle: { color: palette.muted },
  };
  return {
    grid: { left: 8, right: 16, top: 34, bottom: 30, containLabel: true },
    xAxis: { ...axis, type: 'value', name: names.game, nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax', minInterval: 1, splitLine: { show: false } },
    yAxis: { ...axis, type: 'value', name: names.stat, nameTextStyle: { color: palette.muted, align: 'left' }, scale: true, axisLabel: { color: palette.muted, formatter: names.number } },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.muted } },
      formatter: (hovered: Hovered | Hovered[]) => {
        const rows = [hovered].flat().flatMap(({ seriesIndex, dataIndex }) => {
          const one = series[seriesIndex];
          const point = one?.points[dataIndex];
          return one && point && point.value !== null ? [{ one, point }] : [];
        });
        const game = rows[0]?.point.game;
        if (game === undefined) return '';
        return [`${names.game} ${game}`, ...rows.map(({ one, point }) => `${one.name}: ${names.number(point.value ?? 0)}  (${point.days})`)].join('\n');
      },
    },
    series: series.map(({ name, place, points }) => ({
      type: 'line',
      name,
      showSymbol: points.length === 1,
      symbolSize: 8,
      color: palette.series[place],
      lineStyle: { width: 2.5, type: dashes[place]?.length ? [...dashes[place]] : 'solid' },
      emphasis: { disabled: true },
      data: points.map(({ game, value }) => [game, value]),
    })),
  };
}
