// What charts of single pitches have in common: points in the colour of their kind, and what one says of itself.
import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';
import { valueName } from '../words/values';
import { inkOn, pitchColor } from './pitchColors';
import type { PitchPoint, Placed } from './points';

/** From so many points on each is a square of three pixels: those are drawn fast, and lie over each other like the others. */
const MANY = 3000;

export function pitchName(type: PitchType | null | undefined, language: Language): string {
  return valueName('PITCH_TYPE', type ?? 'UNKNOWN', type ?? '', language);
}

/** Points of one kind of pitch. */
export function dots(type: PitchType, data: readonly Placed[], total: number, palette: Palette, language: Language) {
  return {
    type: 'scatter' as const,
    name: pitchName(type, language),
    data,
    symbolSize: total > MANY ? 3 : total > 1500 ? 4 : total > 600 ? 5 : 7,
    large: total > MANY,
    largeThreshold: 0,
    itemStyle: { color: pitchColor(type, palette), opacity: total > MANY ? 0.4 : 0.6 },
    emphasis: { disabled: true },
  };
}

/** The code of a kind of pitch on a badge of its colour. */
export function badge(type: PitchType, x: number, y: number, palette: Palette) {
  const color = pitchColor(type, palette);
  return {
    value: [x, y],
    label: {
      show: true,
      formatter: type,
      color: inkOn(color, palette),
      backgroundColor: color,
      borderColor: palette.card,
      borderWidth: 1.5,
      borderRadius: 10,
      padding: [4, 7, 3, 7],
      fontSize: 11,
      fontWeight: 700,
    },
  };
}

/** A series of nothing but badges, above all points. */
export function badges(data: readonly ReturnType<typeof badge>[]) {
  return {
    type: 'scatter' as const,
    data,
    symbolSize: 1,
    // The badges are as solid as this is.
    itemStyle: { color: 'transparent', opacity: 1 },
    silent: true,
    z: 8,
    tooltip: { show: false },
  };
}

/** A pitch in a few lines: kind and speed, what came of it, when and to whom. */
export function pitchText(point: PitchPoint, language: Language): string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${point.date}T00:00:00Z`));
  const count = point.balls === null || point.strikes === null ? null : `${point.balls}-${point.strikes}`;
  return [
    [
      pitchName(point.pitchType, language),
      point.velocityMph !== null && formatAs('mph', point.velocityMph, language),
      point.spinRateRpm !== null && formatAs('rpm', point.spinRateRpm, language),
    ],
    [
      count,
      point.result && valueName('PITCH_RESULT', point.result, point.result, language),
      point.batterSide && valueName('BATTER_SIDE', point.batterSide, point.batterSide, language),
    ],
    [day, point.inning !== null && valueName('INNING', String(point.inning), String(point.inning), language)],
  ]
    .map((line) => line.filter(Boolean).join(' · '))
    .filter(Boolean)
    .join('\n');
}

/** Reads which point a tooltip is about. */
export function pointOf(params: unknown, points: readonly PitchPoint[]): PitchPoint | undefined {
  const data = (params as { data?: unknown }).data;
  const at: unknown = Array.isArray(data) ? data[2] : undefined;
  return typeof at === 'number' ? points[at] : undefined;
}
