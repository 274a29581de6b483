// The pitches that charts of points draw.
import { graphql } from '../api/generated';
import type { PitchPointsQuery } from '../api/generated/graphql';
import type { PitchType } from '../api/generated/schema';
import { csv } from '../download';

// As many as the API gives at once, without batters and games: a name a row would make the answer many times as dear.
export const pitchPoints = graphql(`
  query PitchPoints($where: PlayFilter!) {
    pitches(where: $where, first: 10000) {
      totalCount
      nodes {
        date
        inning
        atBatNumber
        pitchNumber
        batterSide
        pitcherHand
        balls
        strikes
        pitchType
        result
        velocityMph
        spinRateRpm
        extensionFeet
        horizontalMovementInches
        verticalMovementInches
        releaseXFeet
        releaseZFeet
        plateXFeet
        plateZFeet
        zoneTopFeet
        zoneBottomFeet
        zone
      }
    }
  }
`);

export type PitchPoint = PitchPointsQuery['pitches']['nodes'][number];

/** One point's coordinates and its place in the list it is of. */
export type Placed = [x: number, y: number, at: number];

/** The points that have both coordinates. */
export function placed(points: readonly PitchPoint[], x: keyof PitchPoint & `${string}${'Feet' | 'Inches'}`, y: typeof x): Placed[] {
  const list: Placed[] = [];
  points.forEach((point, at) => {
    const [left, up] = [point[x], point[y]];
    if (typeof left === 'number' && typeof up === 'number') list.push([left, up, at]);
  });
  return list;
}

/** Kinds of pitch in the order of how often they are among the points. */
export function byType(points: readonly PitchPoint[]): Map<PitchType, PitchPoint[]> {
  const types = new Map<PitchType, PitchPoint[]>();
  for (const point of points) {
    const type = point.pitchType ?? 'UNKNOWN';
    const list = types.get(type);
    if (list) list.push(point);
    else types.set(type, [point]);
  }
  return new Map([...types].sort(([, a], [, b]) => b.length - a.length));
}

/** Left-handed or right-handed, by most of the pitches. */
export function handOf(points: readonly PitchPoint[]): 'LEFT' | 'RIGHT' | null {
  const left = points.filter((point) => point.pitcherHand === 'LEFT').length;
  const right = points.filter((point) => point.pitcherHand === 'RIGHT').length;
  if (left === right) return null;
  return left > right ? 'LEFT' : 'RIGHT';
}

const plain = [
  'date', 'inning', 'atBatNumber', 'pitchNumber', 'batterSide', 'pitcherHand', 'balls', 'strikes', 'pitchType', 'result',
  'velocityMph', 'spinRateRpm', 'extensionFeet', 'horizontalMovementInches', 'verticalMovementInches', 'releaseXFeet',
  'releaseZFeet', 'plateXFeet', 'plateZFeet', 'zoneTopFeet', 'zoneBottomFeet', 'zone',
] as const satisfies readonly (keyof PitchPoint)[];

/** The points that have these coordinates, as the API has them, one a row. */
export function pointsCsv(points: readonly PitchPoint[], ...coordinates: (typeof plain)[number][]): string {
  const drawn = points.filter((point) => coordinates.every((field) => point[field] !== null));
  return csv(
    plain,
    drawn.map((point) => plain.map((field) => point[field])),
  );
}
