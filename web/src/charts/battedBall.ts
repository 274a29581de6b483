// What charts of batted balls have in common: what became of each ball, in colours and shapes that agree.
import type { BattedBallPointFragment } from '../api/generated/graphql';
import { graphql } from '../api/generated';
import { csv } from '../download';
import type { Palette } from '../theme';
import type { Words } from '../words/en';
import { formatAs } from '../words/format';
import type { Language } from '../words/naming';

export const battedBallPoint = graphql(`
  fragment BattedBallPoint on BattedBall {
    date
    inning
    atBatNumber
    type
    exitVelocityMph
    launchAngleDegrees
    distanceFeet
    hitXFeet
    hitYFeet
    isBarrel
    event
    isHit
    bases
    expectedAvg
    expectedWoba
    homeTeam {
      code
      name
    }
  }
`);

export type BattedBall = BattedBallPointFragment;

/** As charts have them, those drawn last lying on top. */
export const results = ['out', 'error', 'single', 'double', 'triple', 'homeRun'] as const;
export type BallResult = (typeof results)[number];

/** What became of a ball. */
export function resultOf(ball: BattedBall): BallResult {
  const hits: Record<number, BallResult> = { 1: 'single', 2: 'double', 3: 'triple', 4: 'homeRun' };
  const hit = hits[ball.bases ?? 0];
  if (hit) return hit;
  return ball.event?.includes('error') ? 'error' : 'out';
}

/** How a result is drawn: not by colour alone. */
function look(result: BallResult, palette: Palette): { color: string; symbol: string; size: number; isHollow?: boolean } {
  const [, , single = '', double = '', triple = ''] = palette.series;
  return {
    out: { color: palette.middle, symbol: 'circle', size: 6, isHollow: true },
    error: { color: palette.middle, symbol: 'rect', size: 7 },
    single: { color: single, symbol: 'circle', size: 7 },
    double: { color: double, symbol: 'triangle', size: 9 },
    triple: { color: triple, symbol: 'diamond', size: 11 },
    homeRun: { color: palette.high, symbol: 'circle', size: 10 },
  }[result];
}

/** From so many points on they are smaller and fainter. */
const MANY = 1200;

/** A series for each result that is among the balls, at the places `at` gives. */
export function resultSeries(
  balls: readonly BattedBall[],
  at: (ball: BattedBall) => [number, number] | null,
  palette: Palette,
  words: Words['charts'],
) {
  const isMany = balls.length > MANY;
  return results.flatMap((result, layer) => {
    const { color, symbol, size, isHollow } = look(result, palette);
    const data = balls.flatMap((ball) => {
      const place = resultOf(ball) === result ? at(ball) : null;
      return place ? [{ value: place, ball }] : [];
    });
    if (data.length === 0) return [];
    return [
      {
        type: 'scatter' as const,
        name: words.shortResults[result],
        data,
        symbol,
        symbolSize: isMany ? size * 0.7 : size,
        itemStyle: { color: isHollow ? 'transparent' : color, borderColor: color, borderWidth: isHollow ? 1.5 : 0, opacity: isMany ? 0.65 : 0.85 },
        emphasis: { itemStyle: { borderColor: palette.ink, borderWidth: 1.5 } },
        z: 3 + layer,
      },
    ];
  });
}

/** The legend of results, above the drawing. */
export function resultLegend(palette: Palette) {
  return { top: 0, left: 'center', padding: 0, itemWidth: 11, itemHeight: 10, itemGap: 9, textStyle: { color: palette.ink, fontSize: 12 } };
}

/** A ball in a few lines. */
export function ballText(ball: BattedBall, words: Words['charts'], language: Language): string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${ball.date}T00:00:00Z`));
  const { exitVelocityMph: speed, launchAngleDegrees: angle, distanceFeet: distance, expectedAvg } = ball;
  const lines = [
    [words.results[resultOf(ball)], ball.isBarrel ? words.barrel : null],
    [
      speed === null ? null : formatAs('mph', speed, language),
      angle === null ? null : formatAs('degrees', angle, language),
      distance === null ? null : words.feet(Math.round(distance)),
    ],
    [expectedAvg === null ? null : `xBA ${formatAs('average', expectedAvg, language)}`],
    [day, ball.homeTeam && words.park(ball.homeTeam.code)],
  ];
  return lines
    .map((line) => line.filter(Boolean).join(' · '))
    .filter(Boolean)
    .join('\n');
}

/** The tooltip of a chart of balls. */
export function ballTooltip(words: Words['charts'], language: Language) {
  return {
    trigger: 'item' as const,
    formatter: (params: unknown) => {
      const ball = (params as { data?: { ball?: BattedBall } }).data?.ball;
      return ball ? ballText(ball, words, language) : '';
    },
  };
}

const plain = [
  'date', 'inning', 'atBatNumber', 'type', 'event', 'isHit', 'bases', 'exitVelocityMph', 'launchAngleDegrees', 'distanceFeet',
  'hitXFeet', 'hitYFeet', 'isBarrel', 'expectedAvg', 'expectedWoba',
] as const satisfies readonly (keyof BattedBall)[];

/** The balls as the API has them, one a row. */
export function ballsCsv(balls: readonly BattedBall[]): string {
  const text = (value: string | number | boolean | null) => (typeof value === 'boolean' ? String(value) : value);
  return csv(
    [...plain, 'homeTeam'],
    balls.map((ball) => [...plain.map((field) => text(ball[field])), ball.homeTeam?.code]),
  );
}
