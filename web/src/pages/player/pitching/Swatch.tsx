// The name of a kind of pitch beside its colour.
import type { ReactNode } from 'react';

import type { PitchType } from '../../../api/generated/schema';
import { pitchColor } from '../../../charts/pitchColors';
import { usePalette } from '../../../theme';

export function Swatch({ type, children }: { type: PitchType; children: ReactNode }) {
  const palette = usePalette();
  return (
    <span className="swatch">
      <i style={{ background: pitchColor(type, palette) }} aria-hidden="true" />
      {children}
    </span>
  );
}
