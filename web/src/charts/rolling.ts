// Lines over runs of games: one or two stats, with the league's average to hold them against.
import type { EChartsCoreOption } from 'echarts/core';

import type { Palette } from '../theme';
import type { Words } from '../words/en';
import type { Language } from '../words/naming';
import { format, statName, type Role, type StatField } from '../words/stats';

/** A run of games and the stats over it. */
export interface RollingPoint {
  from: string;
  to: string;
  games: number;
  values: readonly (number | null)[];
}

interface Props {
  points: readonly RollingPoint[];
  /** What the values of a point are. */
  fields: readonly StatField[];
  role: Role;
  /** The first stat's over everybody under the same filters. */
  league: number | null;
  palette: Palette;
  words: Words['charts'];
  language: Language;
}

interface Reach {
  min: number;
  max: number;
}

/** What an axis begins and ends at multiples of: averages lie closer than runs. */
const step = (min: number, max: number) => (max - min > 0.8 ? 0.5 : 0.05);

export function rolling({ points, fields, role, league, palette, words, language }: Props): EChartsCoreOption {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const date = (text: string) => new Date(`${text}T00:00:00Z`);
  const isLong = (points[0]?.to.slice(0, 4) ?? '') !== (points.at(-1)?.to.slice(0, 4) ?? '');
  const tick = new Intl.DateTimeFormat(language, {
    month: 'short',
    // Days would be too much of a career's label.
    ...(isLong ? { year: 'numeric' } : { day: 'numeric' }),
    ...(isLong && points.length < 150 && { day: 'numeric', year: '2-digit' }),
    timeZone: 'UTC',
  });
  const names = fields.map((field) => statName(field, role, language)[0]);
  return {
    grid: { left: 8, right: 14, top: 34, bottom: 6, containLabel: true },
    legend: { top: 0, left: 'center', data: names, itemWidth: 22, textStyle: { color: palette.ink, fontSize: 12 } },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.to),
      boundaryGap: false,
      axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true, formatter: (text: string) => tick.format(date(text)) },
      axisLine: { lineStyle: { color: palette.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      // The league's line is always in sight.
      ...(league !== null && {
        min: ({ min, max }: Reach) => Math.floor((Math.min(min, league) - 0.01) / step(min, max)) * step(min, max),
        max: ({ min, max }: Reach) => Math.ceil((Math.max(max, league) + 0.01) / step(min, max)) * step(min, max),
      }),
      axisLabel: { color: palette.muted, fontSize: 11, formatter: (value: number) => (fields[0] ? format(fields[0], value, language) : '') },
      splitLine: { lineStyle: { color: palette.line, opacity: 0.6 } },
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: palette.muted } },
      formatter: (params: unknown) => {
        const at = (params as { dataIndex?: number }[])[0]?.dataIndex;
        const point = at === undefined ? undefined : points[at];
        if (!point) return '';
        const lines = fields.map((field, place) => `${names[place]} ${format(field, point.values[place] ?? null, language)}`);
        const run = words.run(day.format(date(point.from)), day.format(date(point.to)), point.games);
        return [...lines, run].join('\n');
      },
    },
    series: fields.map((field, place) => ({
      type: 'line' as const,
      name: statName(field, role, language)[0],
      data: points.map((point) => point.values[place] ?? null),
      color: palette.series[place],
      // One run alone would be a line without length.
      showSymbol: points.length < 3,
      symbol: 'circle',
      symbolSize: 8,
      lineStyle: { width: place === 0 ? 2.5 : 2, type: place === 0 ? ('solid' as const) : ('dashed' as const) },
      emphasis: { disabled: true },
      ...(place === 0 &&
        league !== null && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.muted, type: 'dotted' as const, width: 1.5 },
            label: { formatter: words.league(format(field, league, language)), position: 'insideStartTop' as const, color: palette.muted, backgroundColor: palette.card, padding: [1, 3], fontSize: 11 },
            data: [{ yAxis: league }],
          },
        }),
    })),
  };
}
