// The colour of each kind of pitch, the same wherever one is drawn. Kinds that are thrown beside each other have hues of
// their own; rarer cousins of a kind are a paler shade of it.
import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';

/** A colour of the palette's series, and how much of the page's white or black is in it. */
type Tone = readonly [series: number, pale?: number];

const PALER = 0.38;

const tones: Partial<Record<PitchType, Tone>> = {
  FF: [6],
  FA: [6, PALER],
  SI: [1],
  FT: [1, PALER],
  FC: [3],
  SL: [2],
  SV: [2, PALER],
  ST: [4],
  SC: [4, PALER],
  CU: [5],
  KC: [5, PALER],
  CS: [5, 0.55],
  CH: [0],
  FS: [0, PALER],
  FO: [0, 0.55],
  KN: [7],
  EP: [7, PALER],
};

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** So much of one colour in another, both as #rrggbb. */
export function mix(color: string, other: string, share: number): string {
  const others = channels(other);
  const mixed = channels(color).map((channel, at) => Math.round(channel * (1 - share) + (others[at] ?? 0) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of a kind of pitch; that of nothing special for those that are none, or not known. */
export function pitchColor(type: PitchType | null | undefined, palette: Palette): string {
  const tone = type && tones[type];
  const base = tone && palette.series[tone[0]];
  if (!base) return palette.middle;
  return tone[1] ? mix(base, palette.card, tone[1]) : base;
}

/** How bright a colour is to the eye, 0 to 1. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colour of writing on a colour: the one of the page's two that is read better. */
export function inkOn(color: string, palette: Palette): string {
  const against = (ink: string) => {
    const [dark = 0, light = 0] = [luminance(color), luminance(ink)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  return against(palette.card) >= against(palette.ink) ? palette.card : palette.ink;
}
