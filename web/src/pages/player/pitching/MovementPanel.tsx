import { useMemo } from 'react';

import { Chart } from '../../../charts/Chart';
import { movement } from '../../../charts/movement';
import { pointsCsv, type PitchPoint } from '../../../charts/points';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import type { ArsenalPitch } from './numbers';
import { usePicture } from './picture';

export interface PointsProps {
  player: { name: string };
  points: readonly PitchPoint[];
  /** The kinds of pitch that are shown. */
  arsenal: readonly ArsenalPitch[];
}

export function MovementPanel({ player, points, arsenal }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const { chart, png } = usePicture();
  const means = useMemo(
    () =>
      arsenal.map(({ pitchType, line }) => ({
        type: pitchType.code,
        x: line.averageHorizontalMovementInches,
        y: line.averageVerticalMovementInches,
      })),
    [arsenal],
  );
  const option = useMemo(
    () => movement({ points, means, palette, words: words.pitching, language }),
    [points, means, palette, words, language],
  );
  const isMeasured = points.some((point) => point.horizontalMovementInches !== null);
  const inches = (value: number | null) => formatAs('inches', value, language);
  const label = [
    words.pitching.movementLabel(player.name),
    ...means.map(({ type, x, y }) => `${pitchName(type, language)}: ${words.pitching.moves(inches(x), inches(y))}.`),
  ].join(' ');
  return (
    <Panel
      title={words.pitching.movement}
      name={[player.name, 'pitch-movement']}
      csv={isMeasured ? () => pointsCsv(points) : null}
      png={isMeasured ? png : null}
    >
      {isMeasured ? <Chart ref={chart} option={option} label={label} ratio={1} /> : <NotCovered />}
      <p className="muted small">{words.pitching.movementNote}</p>
    </Panel>
  );
}
