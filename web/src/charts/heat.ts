// How a batter's pitches went by where they crossed the plate: swings, whiffs, worth of contact, or how many there were.
// Rates are smoothed by a bell, and shown only where enough pitches stand behind them.
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';

import type { BatterPitchesQuery } from '../api/generated/graphql';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import { formatAs, type Format } from '../words/format';
import type { Language } from '../words/naming';
import { mix } from './pitchColors';
import { VIEW as WHOLE, zoneOf, zoneSeries } from './zone';

export type SeenPitch = BatterPitchesQuery['pitches']['nodes'][number];

export const heatMeasures = ['swing', 'whiff', 'xwoba', 'pitches'] as const;
export type HeatMeasure = (typeof heatMeasures)[number];

interface Scale {
  format: Format;
  /** Ends and middle of the colours: the same for every player, so that maps compare. */
  low: number;
  middle: number;
  high: number;
}

const scales: Record<Exclude<HeatMeasure, 'pitches'>, Scale> = {
  swing: { format: 'percent', low: 0, middle: 0.5, high: 1 },
  whiff: { format: 'percent', low: 0, middle: 0.3, high: 0.6 },
  xwoba: { format: 'average', low: 0.1, middle: 0.37, high: 0.75 },
};

/** What a pitch adds to a measure; null where it is not in its denominator. */
function valueOf(pitch: SeenPitch, measure: HeatMeasure): number | null {
  switch (measure) {
    case 'swing':
      return pitch.isSwing === null ? null : Number(pitch.isSwing);
    case 'whiff':
      return pitch.isSwing ? Number(pitch.isWhiff ?? false) : null;
    case 'xwoba':
      return pitch.battedBall?.expectedWoba ?? null;
    case 'pitches':
      return 1;
  }
}

/** A place and what happened there. */
interface Sample {
  x: number;
  z: number;
  value: number;
}

/** The pitches in the denominator of a measure whose place is known. */
export function samplesOf(pitches: readonly SeenPitch[], measure: HeatMeasure): Sample[] {
  return pitches.flatMap((pitch) => {
    const value = valueOf(pitch, measure);
    const { plateXFeet: x, plateZFeet: z } = pitch;
    return value === null || x === null || z === null ? [] : [{ x, z, value }];
  });
}

/** As far from the zone as pitches are worth a look. */
const VIEW = { ...WHOLE, left: -2, right: 2, top: 4.6 };
/** The side of a square, feet: a little more than an inch. */
const SIDE = 0.1;
/** Fewer pitches than this around a square say nothing of it. */
export const FEWEST = 6;

/** The bell's width by how much there is to smooth, feet. */
export function widthOf(n: number): number {
  return Math.min(0.5, Math.max(0.22, 0.85 * n ** (-1 / 6)));
}

export interface Square {
  x: number;
  z: number;
  /** The smoothed rate; of `pitches` the share of the densest square. */
  value: number;
  /** Pitches around it, weighed by the bell. */
  n: number;
}

/** The squares that enough pitches stand behind. */
export function squares(samples: readonly Sample[], measure: HeatMeasure): Square[] {
  const width = widthOf(samples.length);
  const columns = Math.round((VIEW.right - VIEW.left) / SIDE);
  const rows = Math.round((VIEW.top - VIEW.bottom) / SIDE);
  const weights = new Float64Array(columns * rows);
  const sums = new Float64Array(columns * rows);
  const reach = Math.ceil((3 * width) / SIDE);
  for (const { x, z, value } of samples) {
    const [column, row] = [Math.floor((x - VIEW.left) / SIDE), Math.floor((z - VIEW.bottom) / SIDE)];
    for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r += 1) {
      for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c += 1) {
        const [dx, dz] = [VIEW.left + (c + 0.5) * SIDE - x, VIEW.bottom + (r + 0.5) * SIDE - z];
        const weight = Math.exp(-(dx * dx + dz * dz) / (2 * width * width));
        const at = r * columns + c;
        weights[at] = (weights[at] ?? 0) + weight;
        sums[at] = (sums[at] ?? 0) + weight * value;
      }
    }
  }
  const densest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  const list: Square[] = [];
  weights.forEach((n, at) => {
    const value = measure === 'pitches' ? n / densest : (sums[at] ?? 0) / n;
    const isShown = measure === 'pitches' ? value > 0.04 : n >= FEWEST;
    if (isShown) list.push({ x: VIEW.left + (at % columns) * SIDE, z: VIEW.bottom + Math.floor(at / columns) * SIDE, value, n });
  });
  return list;
}

/** Height over width: a foot is as high as it is wide, with room for the scale below. */
export const HEAT_RATIO = (VIEW.top - VIEW.bottom) / (VIEW.right - VIEW.left) + 0.12;

/** The colour of most; how often he swings is neither good nor bad, so only worth has two. */
function colours(measure: HeatMeasure, palette: Palette): string[] {
  const most = { swing: palette.series[2], whiff: palette.series[4], pitches: palette.accent };
  if (measure === 'xwoba') return diverging(scales.xwoba, palette);
  return [mix(palette.card, most[measure] ?? palette.ink, 0.07), most[measure] ?? palette.ink];
}

/** Colours from low over the middle to high, at even steps of the scale. */
function diverging(scale: Scale, palette: Palette): string[] {
  const steps = 21;
  return Array.from({ length: steps }, (_, step) => {
    const value = scale.low + ((scale.high - scale.low) * step) / (steps - 1);
    const isLow = value < scale.middle;
    const share = isLow ? (scale.middle - value) / (scale.middle - scale.low) : (value - scale.middle) / (scale.high - scale.middle);
    return mix(palette.line, isLow ? palette.low : palette.high, share);
  });
}

interface Props {
  pitches: readonly SeenPitch[];
  measure: HeatMeasure;
  palette: Palette;
  words: Words['charts'];
  language: Language;
}

export function heat({ pitches, measure, palette, words, language }: Props): EChartsCoreOption {
  const scale = measure === 'pitches' ? null : scales[measure];
  const list = squares(samplesOf(pitches, measure), measure);
  const axis = (min: number, max: number) => ({ type: 'value' as const, min, max, show: false });
  const say = (value: number) => (scale ? formatAs(scale.format, value, language) : '');
  return {
    grid: { left: 0, right: 0, top: 0, bottom: '10%' },
    xAxis: axis(VIEW.left, VIEW.right),
    yAxis: axis(VIEW.bottom, VIEW.top),
    visualMap: {
      type: 'continuous',
      seriesIndex: 0,
      dimension: 2,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemWidth: 10,
      itemHeight: 160,
      min: scale?.low ?? 0,
      max: scale?.high ?? 1,
      text: scale ? [say(scale.high), say(scale.low)] : [words.many, words.few],
      textStyle: { color: palette.muted, fontSize: 11 },
      inRange: { color: colours(measure, palette) },
      hoverLink: false,
    },
    tooltip: {
      trigger: 'item',
      formatter: (params: unknown) => {
        const value = (params as { value?: number[] }).value;
        if (!value || value.length < 4) return '';
        const about = words.around(Math.round(value[3] ?? 0));
        return scale ? `${words.measures[measure]} ${say(value[2] ?? 0)}\n${about}` : about;
      },
    },
    series: [
      {
        type: 'custom' as const,
        coordinateSystem: 'cartesian2d' as const,
        encode: { x: 0, y: 1 },
        z: 2,
        data: list.map(({ x, z, value, n }) => [x, z, value, n]),
        renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
          const [x, z] = [Number(api.value(0)), Number(api.value(1))];
          // Whole pixels, so that no seams show between squares.
          const [left = 0, top = 0] = api.coord([x, z + SIDE]).map(Math.round);
          const [right = 0, bottom = 0] = api.coord([x + SIDE, z]).map(Math.round);
          return {
            type: 'rect' as const,
            shape: { x: left, y: top, width: right - left, height: bottom - top },
            style: { fill: String(api.visual('color')) },
          };
        },
      },
      zoneSeries(zoneOf(pitches), palette),
    ],
  };
}
