// Splits by kind of pitch, for the charts that draw them.
import { graphql } from '../../../api/generated';
import type { PitchSplitsQuery } from '../../../api/generated/graphql';
import type { Dimension, PitchType } from '../../../api/generated/schema';

/** Rows that the API gives at most. */
export const MOST_ROWS = 1000;

export const pitchSplits = graphql(`
  query PitchSplits($by: PlayerKey!, $where: PlayFilter, $dimensions: [Dimension!]!) {
    player(by: $by) {
      id
      pitchingSplits(by: $dimensions, where: $where, first: 1000) {
        key {
          dimension
          value
        }
        line {
          pitches
          averageVelocityMph
          averageSpinRateRpm
          averageHorizontalMovementInches
          averageVerticalMovementInches
          averageExtensionFeet
        }
      }
    }
  }
`);

export type PitchSplit = NonNullable<PitchSplitsQuery['player']>['pitchingSplits'][number];

/** Kinds that are none: nobody told which, or no ball was thrown. */
const NONE: readonly string[] = ['UNKNOWN', 'UN', 'NONE', 'AB'];

/** A row's value of a dimension. */
export function valueOf(row: PitchSplit, dimension: Dimension): string {
  return row.key.find((part) => part.dimension === dimension)?.value ?? '';
}

/** A row's kind of pitch; null where it has none. */
export function typeOf(row: PitchSplit): PitchType | null {
  const value = valueOf(row, 'PITCH_TYPE');
  return value === '' || NONE.includes(value) ? null : (value as PitchType);
}
