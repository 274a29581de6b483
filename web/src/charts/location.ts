// Where pitches cross the plate, in the catcher's view: a small map for each kind of pitch and each side batters stand on.
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { EChartsCoreOption } from 'echarts/core';

import type { PitchType } from '../api/generated/schema';
import type { Palette } from '../theme';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';
import { valueName } from '../words/values';
import { density, SQUARE } from './density';
import { pitchColor } from './pitchColors';
import { byType, type PitchPoint } from './points';
import { pitchName } from './scatter';
import { VIEW, zoneOf, zoneSeries } from './zone';

/** Which pitches the maps show. */
export const places = {
  all: () => true,
  first: (point: PitchPoint) => point.balls === 0 && point.strikes === 0,
  twoStrikes: (point: PitchPoint) => point.strikes === 2,
  ahead: (point: PitchPoint) => (point.balls ?? 0) > (point.strikes ?? 0),
  whiffs: (point: PitchPoint) => point.result === 'WHIFF',
  called: (point: PitchPoint) => point.result === 'CALLED_STRIKE',
  inPlay: (point: PitchPoint) => point.result === 'IN_PLAY',
} as const satisfies Record<string, (point: PitchPoint) => boolean>;
export type Place = keyof typeof places;

/** With fewer, each pitch is a dot: a map would make a pattern of chance. */
const FEW = 25;
/** Kinds thrown less often than this get no map of their own. */
const SELDOM = 10;
const MOST_TYPES = 8;
const SIDES = ['LEFT', 'RIGHT'] as const;

export interface LocationMap {
  type: PitchType;
  side: (typeof SIDES)[number];
  points: [x: number, y: number][];
  /** Of all pitches to this side that are shown, 0 to 1. */
  share: number;
}

/** The maps, kind by kind, the most thrown first. */
export function locationMaps(points: readonly PitchPoint[]): LocationMap[] {
  const told = points.filter((point) => typeof point.plateXFeet === 'number' && typeof point.plateZFeet === 'number');
  const types = [...byType(told)].filter(([type]) => type !== 'UNKNOWN' && type !== 'UN');
  const usual = types.filter(([, list]) => list.length >= SELDOM);
  const totals = { LEFT: 0, RIGHT: 0 };
  for (const point of told) if (point.batterSide === 'LEFT' || point.batterSide === 'RIGHT') totals[point.batterSide] += 1;
  const sides = SIDES.filter((side) => totals[side] > 0);
  return (usual.length > 0 ? usual : types).slice(0, MOST_TYPES).flatMap(([type, list]) =>
    sides.map((side) => {
      const here = list.filter((point) => point.batterSide === side);
      return {
        type,
        side,
        points: here.map((point): [number, number] => [point.plateXFeet ?? 0, point.plateZFeet ?? 0]),
        share: here.length / totals[side],
      };
    }),
  );
}

// The size of a map in feet of it, and the room around it.
const WIDTH = VIEW.right - VIEW.left;
const HEIGHT = VIEW.top - VIEW.bottom;
const GAP = 0.25;

/** How much there is for the maps to stand beside each other. */
export type Room = 'phone' | 'tablet' | 'desk';

function arrange(maps: readonly LocationMap[], room: Room) {
  const sides = new Set(maps.map((map) => map.side)).size;
  const isTall = room === 'desk' && sides === 2 && maps.length > 6;
  // Few maps do not grow over the whole width.
  const columns = room === 'phone' ? 2 : room === 'tablet' ? 4 : Math.max(isTall ? maps.length / 2 : maps.length, 4);
  return {
    columns,
    rows: isTall ? 2 : Math.ceil(maps.length / columns),
    /** A column for each kind of pitch, its two sides below each other. */
    isTall,
    // The words above a map take as many pixels however large it is.
    head: room === 'desk' ? 0.14 * columns : 1.05,
  };
}

/** Height over width of these maps. */
export function locationRatio(maps: readonly LocationMap[], room: Room): number {
  const { columns, rows, head } = arrange(maps, room);
  return (rows * (HEIGHT + head + GAP)) / (columns * (WIDTH + GAP));
}

interface Props {
  maps: readonly LocationMap[];
  /** All points: their batters' zones make the zone that is drawn. */
  points: readonly PitchPoint[];
  room: Room;
  palette: Palette;
  language: Language;
}

export function location({ maps, points, room, palette, language }: Props): EChartsCoreOption {
  const zones = {
    LEFT: zoneOf(points.filter((point) => point.batterSide === 'LEFT')),
    RIGHT: zoneOf(points.filter((point) => point.batterSide === 'RIGHT')),
  };
  const { columns, rows, head, isTall } = arrange(maps, room);
  const [unitX, unitY] = [100 / (columns * (WIDTH + GAP)), 100 / (rows * (HEIGHT + head + GAP))];
  const places = maps.map((_, at) => {
    const [column, row] = isTall ? [Math.floor(at / 2), at % 2] : [at % columns, Math.floor(at / columns)];
    return {
      left: (column * (WIDTH + GAP) + GAP / 2) * unitX,
      top: (row * (HEIGHT + head + GAP) + head) * unitY,
      width: WIDTH * unitX,
      height: HEIGHT * unitY,
    };
  });
  const percent = (value: number) => `${value}%`;
  const axis = (at: number, min: number, max: number) => ({ type: 'value' as const, gridIndex: at, min, max, show: false });
  return {
    title: maps.map((map, at) => {
      const place = places[at];
      return {
        left: percent((place?.left ?? 0) + (place?.width ?? 0) / 2),
        top: percent((place?.top ?? 0) - head * unitY),
        padding: 0,
        textAlign: 'center',
        text: `{dot|●} {kind|${pitchName(map.type, language)}}\n${valueName('BATTER_SIDE', map.side, map.side, language)} · ${formatAs('count', map.points.length, language)} · ${formatAs('percent', map.share, language)}`,
        textStyle: {
          fontSize: 11,
          lineHeight: 14,
          fontWeight: 400,
          color: palette.muted,
          rich: {
            dot: { fontSize: 11, lineHeight: 16, color: pitchColor(map.type, palette) },
            kind: { fontSize: 12, lineHeight: 16, fontWeight: 600, color: palette.ink },
          },
        },
      };
    }),
    grid: places.map((place) => ({
      left: percent(place.left),
      top: percent(place.top),
      width: percent(place.width),
      height: percent(place.height),
      show: true,
      borderColor: palette.line,
      borderWidth: 1,
    })),
    xAxis: maps.map((_, at) => axis(at, VIEW.left, VIEW.right)),
    yAxis: maps.map((_, at) => axis(at, VIEW.bottom, VIEW.top)),
    tooltip: { show: false },
    series: maps.flatMap((map, at) => [
      map.points.length < FEW ? few(map, at, palette) : heat(map, at, palette),
      zoneSeries(zones[map.side], palette, { xAxisIndex: at, yAxisIndex: at, hasThirds: false }),
    ]),
  };
}

function few(map: LocationMap, at: number, palette: Palette) {
  return {
    type: 'scatter' as const,
    xAxisIndex: at,
    yAxisIndex: at,
    silent: true,
    clip: true,
    data: map.points,
    symbolSize: 5,
    itemStyle: { color: pitchColor(map.type, palette), opacity: 0.8 },
  };
}

/** The squares as one group: whole pixels, so that no seams show between them. */
function heat(map: LocationMap, at: number, palette: Palette) {
  const cells = density(map.points, VIEW);
  const fill = pitchColor(map.type, palette);
  return {
    type: 'custom' as const,
    coordinateSystem: 'cartesian2d' as const,
    xAxisIndex: at,
    yAxisIndex: at,
    silent: true,
    clip: true,
    data: [0],
    renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => ({
      type: 'group' as const,
      children: cells.map(({ x, y, level }) => {
        const [left = 0, top = 0] = api.coord([x, y + SQUARE]).map(Math.round);
        const [right = 0, bottom = 0] = api.coord([x + SQUARE, y]).map(Math.round);
        return {
          type: 'rect' as const,
          shape: { x: left, y: top, width: right - left, height: bottom - top },
          style: { fill, opacity: 0.9 * level },
        };
      }),
    }),
  };
}
