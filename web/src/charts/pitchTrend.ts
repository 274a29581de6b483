// One measure of each kind of pitch over time: a point a game or a month, larger where there were more pitches.
import type { EChartsCoreOption } from 'echarts/core';

import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import type { Language } from '../words/naming';
import { format, statName, type PitchingField } from '../words/stats';
import { legendHeight } from './legend';
import { pitchColor } from './pitchColors';
import { pitchName } from './scatter';

/** What can be followed over time. */
export const measures = {
  velocity: 'averageVelocityMph',
  spin: 'averageSpinRateRpm',
  vertical: 'averageVerticalMovementInches',
  horizontal: 'averageHorizontalMovementInches',
  extension: 'averageExtensionFeet',
} as const satisfies Record<string, PitchingField>;
export type Measure = keyof typeof measures;

export interface TrendPoint {
  /** A day, or the first of a month. */
  day: string;
  type: PitchType;
  pitches: number;
  value: number | null;
}

interface Props {
  points: readonly TrendPoint[];
  measure: Measure;
  /** A point is a month of games, not one day. */
  isMonthly: boolean;
  isNarrow: boolean;
  palette: Palette;
  words: Words['pitching'];
  language: Language;
}

const DAY = 86_400_000;
/** Lines do not run over so many days without a game: a winter, an injury. */
const PAUSE = 75;

export function pitchTrend({ points, measure, isMonthly, isNarrow, palette, words, language }: Props): EChartsCoreOption {
  const field = measures[measure];
  const types = new Map<PitchType, TrendPoint[]>();
  for (const point of points) {
    if (point.value === null) continue;
    types.set(point.type, [...(types.get(point.type) ?? []), point]);
  }
  const most = Math.max(...points.map((point) => point.pitches), 1);
  const date = new Intl.DateTimeFormat(
    language,
    isMonthly ? { year: 'numeric', month: 'long', timeZone: 'UTC' } : { dateStyle: 'medium', timeZone: 'UTC' },
  );
  const days = points.map((point) => Date.parse(point.day));
  const marks = timeMarks(Math.min(...days), Math.max(...days), isMonthly);
  const tick = new Intl.DateTimeFormat(language, { ...marks.format, timeZone: 'UTC' });
  const ordered = [...types].sort(([, a], [, b]) => total(b) - total(a));
  const names = ordered.map(([type]) => pitchName(type, language));
  return {
    useUTC: true,
    grid: { left: 8, right: 16, top: legendHeight(names, isNarrow ? 310 : 1000) + 30, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 8,
      itemGap: 12,
      textStyle: { color: palette.ink, fontSize: 12 },
      inactiveColor: palette.middle,
      data: names,
    },
    xAxis: {
      type: 'time',
      axisLabel: {
        color: palette.muted,
        fontSize: 11,
        hideOverlap: true,
        customValues: marks.values,
        formatter: (value: number) => tick.format(value),
      },
      axisLine: { onZero: false, lineStyle: { color: palette.line } },
      axisTick: { customValues: marks.values, lineStyle: { color: palette.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: true,
      name: words.units[measure],
      nameTextStyle: { color: palette.muted, fontSize: 11.5, align: 'left' },
      nameGap: 12,
      axisLabel: { color: palette.muted, fontSize: 11 },
      splitLine: { lineStyle: { color: palette.line, opacity: 0.7 } },
    },
    tooltip: {
      trigger: 'item',
      formatter: (params: unknown) => {
        const point = (params as { data?: { point?: TrendPoint } }).data?.point;
        if (!point) return '';
        return [
          pitchName(point.type, language),
          `${statName(field, 'pitching', language)[1]}: ${format(field, point.value, language)}`,
          `${date.format(Date.parse(point.day))} · ${words.pitches(point.pitches)}`,
        ].join('\n');
      },
    },
    series: ordered.map(([type, list]) => ({
      type: 'line' as const,
      name: pitchName(type, language),
      color: pitchColor(type, palette),
      lineStyle: { width: 1.5, opacity: 0.55 },
      symbol: 'circle',
      showAllSymbol: true,
      connectNulls: false,
      emphasis: { focus: 'series' },
      data: withPauses(list).map((point) =>
        typeof point === 'number'
          ? { value: [point, null] }
          : { value: [Date.parse(point.day), point.value], symbolSize: 4 + 6 * Math.sqrt(point.pitches / most), point },
      ),
    })),
  };
}

/** Moments that people tell time by: weeks, halves of months, months or years, by how long it is from the first to the last. */
function timeMarks(first: number, last: number, isMonthly: boolean): { values: number[]; format: Intl.DateTimeFormatOptions } {
  const long = (last - first) / DAY;
  const values: number[] = [];
  if (long < 45 && !isMonthly) {
    for (let at = first; at <= last; at += (long < 12 ? 1 : 7) * DAY) values.push(at);
    return { values, format: { month: 'short', day: 'numeric' } };
  }
  const start = new Date(first).getUTCFullYear();
  const months = long < 430 ? 1 : long < 1100 ? 3 : 12;
  for (let month = 0; values.length < 400; month += months) {
    const at = Date.UTC(start, month, 1);
    if (at > last) break;
    if (at >= first) values.push(at);
    const middle = at + 14 * DAY;
    if (long < 130 && !isMonthly && middle >= first && middle <= last) values.push(middle);
  }
  if (months === 12) return { values, format: { year: 'numeric' } };
  if (months === 3 || isMonthly) return { values, format: { year: 'numeric', month: 'short' } };
  return { values, format: { month: 'short', day: 'numeric' } };
}

const total = (list: readonly TrendPoint[]) => list.reduce((sum, point) => sum + point.pitches, 0);

/** Points in order, and a moment of nothing in each long pause. */
function withPauses(list: readonly TrendPoint[]): (TrendPoint | number)[] {
  const ordered = [...list].sort((a, b) => a.day.localeCompare(b.day));
  return ordered.flatMap((point, at) => {
    const before = ordered[at - 1];
    const gap = before ? Date.parse(point.day) - Date.parse(before.day) : 0;
    return gap > PAUSE * DAY ? [Date.parse(point.day) - gap / 2, point] : [point];
  });
}
