// What charts of pitches make of their points, without a page.
import { expect, test } from '@playwright/test';

import { bandwidth, density, SQUARE } from '../src/charts/density';
import { locationMaps } from '../src/charts/location';
import { inkOn, pitchColor } from '../src/charts/pitchColors';
import type { PitchPoint } from '../src/charts/points';
import { usage, type Used } from '../src/charts/usage';
import { zoneOf } from '../src/charts/zone';
import type { Palette } from '../src/theme';
import { en } from '../src/words/en';

const palette: Palette = {
  card: '#ffffff', line: '#dcdad0', ink: '#1b211d', muted: '#5a625c', accent: '#14532d', low: '#2b6cb0', middle: '#8b8f88',
  high: '#c2410c', 'field-grass': '#dcead6', 'field-dirt': '#eadfcd',
  series: ['#14532d', '#c2410c', '#1d4ed8', '#a16207', '#7e22ce', '#0e7490', '#be185d', '#57534e'],
};

const thrown = (change: Partial<PitchPoint>): PitchPoint => ({
  date: '2025-04-01', inning: 1, atBatNumber: 1, pitchNumber: 1, batterSide: 'RIGHT', pitcherHand: 'RIGHT', balls: 0, strikes: 0,
  pitchType: 'FF', result: 'BALL', velocityMph: 95, spinRateRpm: 2300, extensionFeet: 6.4, horizontalMovementInches: -7,
  verticalMovementInches: 16, releaseXFeet: -2, releaseZFeet: 6, plateXFeet: 0, plateZFeet: 2.5, zoneTopFeet: 3.5,
  zoneBottomFeet: 1.5, zone: 5, ...change,
});

test('a map is densest where the points lie, and empty far from them', () => {
  const points = Array.from({ length: 400 }, (_, at): [number, number] => [0.5 + 0.01 * (at % 5), 2.5 + 0.01 * (at % 7)]);
  const cells = density([...points, [99, 99]], { left: -2.2, right: 2.2, bottom: 0, top: 4.8 });
  const peak = cells.find((cell) => cell.level === 1);
  expect(Math.abs((peak?.x ?? 9) + SQUARE / 2 - 0.52)).toBeLessThan(SQUARE);
  expect(Math.abs((peak?.y ?? 9) + SQUARE / 2 - 2.53)).toBeLessThan(SQUARE);
  // Three widths of the bell away nothing of it is left.
  const far = 3 * bandwidth(401) + 3 * SQUARE;
  for (const cell of cells) expect(Math.hypot(cell.x - 0.5, cell.y - 2.5)).toBeLessThan(far);
});

test('fewer points are smoothed more', () => {
  expect(bandwidth(30)).toBeGreaterThan(bandwidth(300));
  expect(bandwidth(300)).toBeGreaterThan(bandwidth(3000));
});

test('the shares of a side’s maps make a whole, and a side nobody stood on has none', () => {
  const many = (n: number, change: Partial<PitchPoint>) => Array.from({ length: n }, () => thrown(change));
  const both = [...many(30, {}), ...many(20, { pitchType: 'SL' }), ...many(12, { batterSide: 'LEFT', pitchType: 'SL' })];
  const maps = locationMaps([...both, thrown({ plateXFeet: null })]);
  expect(maps.map(({ type, side, points }) => [type, side, points.length])).toEqual([
    ['SL', 'LEFT', 12], ['SL', 'RIGHT', 20], ['FF', 'LEFT', 0], ['FF', 'RIGHT', 30],
  ]);
  for (const side of ['LEFT', 'RIGHT']) {
    const shares = maps.filter((map) => map.side === side).map((map) => map.share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  }
  expect(locationMaps(many(30, {})).map((map) => map.side)).toEqual(['RIGHT']);
});

test('the zone is the mean of the batters’, whatever is missing', () => {
  const zone = zoneOf([thrown({ zoneTopFeet: 3, zoneBottomFeet: 1.4 }), thrown({ zoneTopFeet: 4, zoneBottomFeet: 1.8 }), thrown({ zoneTopFeet: null })]);
  expect(zone.top).toBeCloseTo(3.5);
  expect(zone.bottom).toBeCloseTo(1.6);
});

test('each count’s bar is a whole', () => {
  const used: Used[] = [
    { count: '0-0', type: 'FF', pitches: 60 }, { count: '0-0', type: 'SL', pitches: 40 }, { count: '3-0', type: 'FF', pitches: 7 },
  ];
  const option = usage({ used, isNarrow: false, palette, words: en.pitching, language: 'en' });
  const series = option.series as { name: string; data: { value: number; pitches: number }[] }[];
  expect(series.map(({ name }) => name)).toEqual(['Four-seamer', 'Slider']);
  const bars = [0, 9, 2].map((place) => series.reduce((sum, { data }) => sum + (data[place]?.value ?? 0), 0));
  expect(bars).toEqual([1, 1, 0]);
  expect(series[1]?.data[0]?.value).toBeCloseTo(0.4);
});

test('kinds that are thrown beside each other look different, and are written on readably', () => {
  const kinds = ['FF', 'SI', 'FC', 'SL', 'ST', 'CU', 'KC', 'CH', 'FS', 'KN'] as const;
  const colors = kinds.map((kind) => pitchColor(kind, palette));
  expect(new Set(colors).size).toBe(kinds.length);
  expect(pitchColor('UNKNOWN', palette)).toBe(palette.middle);
  expect(inkOn(pitchColor('FF', palette), palette)).toBe(palette.card);
  expect(inkOn('#eeeeee', palette)).toBe(palette.ink);
});
