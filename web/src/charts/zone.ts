// The strike zone and the plate, as the catcher sees them: feet to the right of the middle of the plate, feet above it.
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';

import type { Palette } from '../theme';

/** Where a pitch crossed the plate, and the batter's zone. */
export interface Crossing {
  plateXFeet?: number | null;
  plateZFeet?: number | null;
  zoneTopFeet?: number | null;
  zoneBottomFeet?: number | null;
}

export interface Zone {
  top: number;
  bottom: number;
}

/** Half of the plate's 17 inches, feet. */
export const PLATE = 17 / 24;

/** What is drawn around the zone: as far as pitches are worth a look. */
export const VIEW = { left: -2.2, right: 2.2, bottom: 0, top: 4.8 } as const;

/** The zone of an ordinary batter, for pitches without one. */
const USUAL: Zone = { top: 3.4, bottom: 1.6 };

/** The mean of the zones that these pitches were thrown to. */
export function zoneOf(crossings: Iterable<Crossing>): Zone {
  const sum = { top: 0, bottom: 0, n: 0 };
  for (const { zoneTopFeet: top, zoneBottomFeet: bottom } of crossings) {
    if (!top || !bottom) continue;
    sum.top += top;
    sum.bottom += bottom;
    sum.n += 1;
  }
  return sum.n === 0 ? USUAL : { top: sum.top / sum.n, bottom: sum.bottom / sum.n };
}

interface Place {
  xAxisIndex?: number;
  yAxisIndex?: number;
  /** Thirds of the zone are drawn, too. */
  hasThirds?: boolean;
}

/** A series that draws the zone, its thirds and the plate; feet must be as wide as they are high. */
export function zoneSeries(zone: Zone, palette: Palette, { xAxisIndex = 0, yAxisIndex = 0, hasThirds = true }: Place = {}) {
  const line = (api: CustomSeriesRenderItemAPI, from: [number, number], to: [number, number]) => {
    const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [api.coord(from), api.coord(to)];
    return { type: 'line' as const, shape: { x1, y1, x2, y2 }, style: { stroke: palette.ink, lineWidth: 1, opacity: 0.28 } };
  };
  return {
    type: 'custom' as const,
    coordinateSystem: 'cartesian2d' as const,
    xAxisIndex,
    yAxisIndex,
    silent: true,
    tooltip: { show: false },
    z: 6,
    data: [0],
    renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const [left = 0, top = 0] = api.coord([-PLATE, zone.top]);
      const [right = 0, bottom = 0] = api.coord([PLATE, zone.bottom]);
      const height = zone.top - zone.bottom;
      const thirds = [1, 2].flatMap((n) => [
        line(api, [(-1 + (2 * n) / 3) * PLATE, zone.bottom], [(-1 + (2 * n) / 3) * PLATE, zone.top]),
        line(api, [-PLATE, zone.bottom + (height * n) / 3], [PLATE, zone.bottom + (height * n) / 3]),
      ]);
      // The plate lies on the ground with its point to the catcher, who sees it foreshortened.
      const plate = [[-PLATE, 0.42], [PLATE, 0.42], [PLATE * 0.96, 0.3], [0, 0.14], [-PLATE * 0.96, 0.3]].map((point) => api.coord(point));
      return {
        type: 'group' as const,
        children: [
          ...(hasThirds ? thirds : []),
          {
            type: 'rect' as const,
            shape: { x: left, y: top, width: right - left, height: bottom - top },
            style: { fill: 'transparent', stroke: palette.ink, lineWidth: 1.5 },
          },
          {
            type: 'polygon' as const,
            shape: { points: plate },
            style: { fill: palette.card, stroke: palette.muted, lineWidth: 1 },
          },
        ],
      };
    },
  };
}
