import { useMemo } from 'react';

import { pointsCsv } from '../../../charts/points';
import { release } from '../../../charts/release';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { ChartPanel } from '../ChartPanel';
import { fileWords } from '../role';
import type { PointsProps } from './MovementPanel';

export function ReleasePanel({ player, period, points, arsenal, isStale }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const option = useMemo(() => release({ points, palette, words: words.pitching, language }), [points, palette, words, language]);
  if (!points.some((point) => point.releaseXFeet !== null)) {
    return (
      <Panel title={words.pitching.release}>
        <NotCovered />
      </Panel>
    );
  }
  const label = [
    words.pitching.releaseLabel(player.name, points.length),
    ...arsenal.map(
      ({ pitchType, line }) =>
        `${pitchName(pitchType.code, language)}: ${words.pitching.extends(formatAs('feet', line.averageExtensionFeet, language))}.`,
    ),
  ].join(' ');
  return (
    <ChartPanel
      title={words.pitching.release}
      name={fileWords(player, period, 'release', 'points')}
      option={option}
      label={label}
      ratio={1}
      csv={() => pointsCsv(points, 'releaseXFeet', 'releaseZFeet')}
      note={words.pitching.releaseNote}
      isStale={isStale}
    />
  );
}
