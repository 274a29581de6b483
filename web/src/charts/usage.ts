// What is thrown at each count: a bar a count, from bottom to top the kinds of pitch with their shares.
import type { EChartsCoreOption } from 'echarts/core';

import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';
import { legendHeight } from './legend';
import { inkOn, pitchColor } from './pitchColors';
import { pitchName } from './scatter';

export const counts = ['0-0', '0-1', '0-2', '1-0', '1-1', '1-2', '2-0', '2-1', '2-2', '3-0', '3-1', '3-2'] as const;

export interface Used {
  count: string;
  type: PitchType;
  pitches: number;
}

interface Props {
  used: readonly Used[];
  /** Bars lie where there is no room for them to stand. */
  isNarrow: boolean;
  palette: Palette;
  words: Words['pitching'];
  language: Language;
}

export function usage({ used, isNarrow, palette, words, language }: Props): EChartsCoreOption {
  const totals = new Map<string, number>();
  const types = new Map<PitchType, Map<string, number>>();
  for (const { count, type, pitches } of used) {
    totals.set(count, (totals.get(count) ?? 0) + pitches);
    types.set(type, (types.get(type) ?? new Map<string, number>()).set(count, pitches));
  }
  const sum = (of: Map<string, number>) => [...of.values()].reduce((all, n) => all + n, 0);
  const ordered = [...types].sort(([, a], [, b]) => sum(b) - sum(a));
  const names = ordered.map(([type]) => pitchName(type, language));
  const number = new Intl.NumberFormat(language);
  const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const category = {
    type: 'category' as const,
    data: [...counts],
    inverse: isNarrow,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.line } },
    axisLabel: {
      color: palette.ink,
      fontSize: 12,
      interval: 0,
      formatter: (count: string) => `${count}${isNarrow ? ' ' : '\n'}{n|${number.format(totals.get(count) ?? 0)}}`,
      rich: { n: { color: palette.muted, fontSize: 10.5, lineHeight: 15 } },
    },
  };
  const value = {
    type: 'value' as const,
    min: 0,
    max: 1,
    interval: 0.25,
    axisLabel: { color: palette.muted, fontSize: 11, formatter: (share: number) => whole.format(share) },
    splitLine: { lineStyle: { color: palette.line } },
  };
  return {
    grid: { left: 4, right: isNarrow ? 14 : 4, top: legendHeight(names, isNarrow ? 310 : 480) + 14, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 12,
      itemHeight: 12,
      itemGap: 12,
      selectedMode: false,
      data: names,
      textStyle: { color: palette.ink, fontSize: 12 },
    },
    xAxis: isNarrow ? value : category,
    yAxis: isNarrow ? category : value,
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'none' },
      formatter: (params: unknown) => {
        const rows = params as { name: string; seriesName: string; data: { pitches: number; value: number } }[];
        const count = rows[0]?.name ?? '';
        const lines = rows
          .filter((row) => row.data.pitches > 0)
          .sort((a, b) => b.data.value - a.data.value)
          .map((row) => `${row.seriesName}  ${formatAs('percent', row.data.value, language)} (${number.format(row.data.pitches)})`);
        return [`${count} · ${words.pitches(totals.get(count) ?? 0)}`, ...lines].join('\n');
      },
    },
    series: ordered.map(([type, of]) => ({
      type: 'bar' as const,
      name: pitchName(type, language),
      stack: 'usage',
      barCategoryGap: '14%',
      itemStyle: { color: pitchColor(type, palette), borderColor: palette.card, borderWidth: 1 },
      emphasis: { disabled: true },
      label: {
        show: true,
        color: inkOn(pitchColor(type, palette), palette),
        fontSize: 10.5,
        formatter: (params: unknown) => {
          const share = (params as { data: { value: number } }).data.value;
          return share >= (isNarrow ? 0.12 : 0.07) ? whole.format(share) : '';
        },
      },
      data: counts.map((count) => {
        const [pitches, all] = [of.get(count) ?? 0, totals.get(count) ?? 0];
        return { value: all === 0 ? 0 : pitches / all, pitches };
      }),
    })),
  };
}
