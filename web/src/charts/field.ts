// A ball field in feet: home plate at the origin, centre field up. Lines and bases are where the rules put them; the
// fence is a reference, since every park has its own.
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';

import type { Palette } from '../theme';

type Point = [x: number, y: number];

/** Bases are white by day and by night. */
const BAG = '#ffffff';

/** Feet that are drawn. */
export const FIELD = { left: -292, right: 292, bottom: -32, top: 452 } as const;

const BASE = 90 / Math.SQRT2;
const RUBBER = 60.5;
/** The grass line around the infield is an arc about the rubber. */
const GRASS_LINE = 95;
const CORNER = 330;
const CENTER = 400;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** A point so far from home, so many degrees to the right of centre field. */
export function polar(feet: number, degrees: number): Point {
  return [feet * Math.sin(radians(degrees)), feet * Math.cos(radians(degrees))];
}

/** The reference fence: 330 feet down the lines, some 375 in the alleys, 400 to centre field. */
export function fence(degrees: number): number {
  return CENTER - (CENTER - CORNER) * Math.abs(degrees / 45) ** 1.45;
}

const steps = (from: number, to: number, n: number) => Array.from({ length: n + 1 }, (_, i) => from + ((to - from) * i) / n);

/** Fair territory inside the fence. */
const fair: Point[] = [[0, 0], ...steps(-45, 45, 60).map((degrees) => polar(fence(degrees), degrees))];

/** Where the dirt ends, from the left line to the right one. */
function dirt(): Point[] {
  // Where the arc about the rubber meets the line x = y.
  const meet = (RUBBER + Math.sqrt(2 * GRASS_LINE ** 2 - RUBBER ** 2)) / 2;
  const end = (Math.atan2(meet, meet - RUBBER) * 180) / Math.PI;
  return [[0, 0], ...steps(-end, end, 40).map((degrees): Point => {
    const [x, y] = polar(GRASS_LINE, degrees);
    return [x, y + RUBBER];
  })];
}

const infield: Point[] = [[0, 6], [BASE - 6, BASE], [0, 2 * BASE - 6], [-BASE + 6, BASE]];
const bases: Point[] = [[BASE, BASE], [0, 2 * BASE], [-BASE, BASE]];

/** A series that draws the field below all points. */
export function fieldSeries(palette: Palette) {
  const { ['field-grass']: grass, ['field-dirt']: earth } = palette;
  return {
    type: 'custom' as const,
    coordinateSystem: 'cartesian2d' as const,
    silent: true,
    tooltip: { show: false },
    z: 1,
    data: [0],
    renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const foot = Math.abs((api.coord([1, 0])[0] ?? 0) - (api.coord([0, 0])[0] ?? 0));
      const at = (points: readonly Point[]) => points.map((point) => api.coord(point));
      const shape = (points: readonly Point[], fill: string, stroke?: string) => ({
        type: 'polygon' as const,
        shape: { points: at(points) },
        style: { fill, ...(stroke && { stroke, lineWidth: 1 }) },
      });
      const line = (points: readonly Point[], opacity: number) => ({
        type: 'polyline' as const,
        shape: { points: at(points) },
        style: { fill: 'none', stroke: palette.ink, lineWidth: 1, opacity },
      });
      const text = (label: string, place: Point) => {
        const [x = 0, y = 0] = api.coord(place);
        return {
          type: 'text' as const,
          style: { text: label, x, y, fill: palette.muted, fontSize: 11, textAlign: 'center' as const, textVerticalAlign: 'middle' as const },
        };
      };
      const circle = (place: Point, feet: number, fill: string) => {
        const [cx = 0, cy = 0] = api.coord(place);
        return { type: 'circle' as const, shape: { cx, cy, r: feet * foot }, style: { fill } };
      };
      return {
        type: 'group' as const,
        children: [
          shape(fair, grass),
          circle([0, 0], 13, earth),
          shape(dirt(), earth),
          shape(infield, grass),
          circle([0, RUBBER], 9, earth),
          ...bases.map((base) => circle(base, 3, BAG)),
          // Arcs that tell how far a ball went.
          ...[200, 300].map((feet) => line(steps(-45, 45, 40).map((degrees) => polar(feet, degrees)), 0.14)),
          line([polar(fence(-45), -45), [0, 0], polar(fence(45), 45)], 0.55),
          line(fair.slice(1), 0.55),
          ...[-45, -22.5, 0, 22.5, 45].map((degrees) =>
            text(String(Math.round(fence(degrees) / 5) * 5), polar(fence(degrees) + 17, degrees * 1.04)),
          ),
          ...[200, 300].map((feet) => text(String(feet), polar(feet - 9, 0))),
        ],
      };
    },
  };
}
