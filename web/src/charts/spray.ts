// Where batted balls were fielded, or landed behind the fence, on a drawn field.
import type { EChartsCoreOption } from 'echarts/core';

import type { Palette } from '../theme';
import type { Words } from '../words/en';
import type { Language } from '../words/naming';
import { ballTooltip, resultLegend, resultSeries, type BattedBall } from './battedBall';
import { FIELD, fieldSeries } from './field';

/** Room for the legend, pixels. */
const HEAD = 30;

/** Height over width of the field itself; the legend makes the chart a little higher. */
export const SPRAY_RATIO = (FIELD.top - FIELD.bottom) / (FIELD.right - FIELD.left) + 0.06;

/** The balls whose place is known. */
export function located(balls: readonly BattedBall[]): BattedBall[] {
  return balls.filter((ball) => ball.hitXFeet !== null && ball.hitYFeet !== null);
}

export function spray(balls: readonly BattedBall[], palette: Palette, words: Words['charts'], language: Language): EChartsCoreOption {
  const axis = (min: number, max: number) => ({ type: 'value' as const, min, max, show: false });
  return {
    grid: { left: 0, right: 0, top: HEAD, bottom: 0 },
    xAxis: axis(FIELD.left, FIELD.right),
    yAxis: axis(FIELD.bottom, FIELD.top),
    legend: resultLegend(palette),
    tooltip: ballTooltip(words, language),
    series: [
      fieldSeries(palette),
      ...resultSeries(
        balls,
        ({ hitXFeet: x, hitYFeet: y }) => (x === null || y === null ? null : [x, y]),
        palette,
        words,
      ),
    ],
  };
}
