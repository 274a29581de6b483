import { useMemo } from 'react';

import { movement } from '../../../charts/movement';
import { pointsCsv, type PitchPoint } from '../../../charts/points';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { ChartPanel } from '../ChartPanel';
import { fileWords, type RoleProps } from '../role';
import type { ArsenalPitch } from './numbers';

export interface PointsProps {
  player: RoleProps['player'];
  period: RoleProps['period'];
  points: readonly PitchPoint[];
  /** The kinds of pitch that are shown. */
  arsenal: readonly ArsenalPitch[];
  isStale: boolean;
}

export function MovementPanel({ player, period, points, arsenal, isStale }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
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
  if (!points.some((point) => point.horizontalMovementInches !== null)) {
    return (
      <Panel title={words.pitching.movement}>
        <NotCovered />
      </Panel>
    );
  }
  const inches = (value: number | null) => formatAs('inches', value, language);
  const label = [
    words.pitching.movementLabel(player.name),
    ...means.map(({ type, x, y }) => `${pitchName(type, language)}: ${words.pitching.moves(inches(x), inches(y))}.`),
  ].join(' ');
  return (
    <ChartPanel
      title={words.pitching.movement}
      name={fileWords(player, period, 'movement')}
      option={option}
      label={label}
      ratio={1}
      csv={() => pointsCsv(points, 'horizontalMovementInches', 'verticalMovementInches')}
      note={words.pitching.movementNote}
      isStale={isStale}
    />
  );
}
