import { useMemo } from 'react';

import { Chart } from '../../../charts/Chart';
import { pointsCsv } from '../../../charts/points';
import { release } from '../../../charts/release';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import type { PointsProps } from './MovementPanel';
import { usePicture } from './picture';

export function ReleasePanel({ player, points, arsenal }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const { chart, png } = usePicture();
  const option = useMemo(() => release({ points, palette, words: words.pitching, language }), [points, palette, words, language]);
  const isMeasured = points.some((point) => point.releaseXFeet !== null);
  const label = [
    words.pitching.releaseLabel(player.name, points.length),
    ...arsenal.map(
      ({ pitchType, line }) =>
        `${pitchName(pitchType.code, language)}: ${words.pitching.extends(formatAs('feet', line.averageExtensionFeet, language))}.`,
    ),
  ].join(' ');
  return (
    <Panel
      title={words.pitching.release}
      name={[player.name, 'release-points']}
      csv={isMeasured ? () => pointsCsv(points) : null}
      png={isMeasured ? png : null}
    >
      {isMeasured ? <Chart ref={chart} option={option} label={label} ratio={1} /> : <NotCovered />}
      <p className="muted small">{words.pitching.releaseNote}</p>
    </Panel>
  );
}
