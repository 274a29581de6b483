// The line that stands for a player in the chart: told by its dashes as well as by its colour.
import { usePalette } from '../../theme';
import { dashes } from '../../charts/runs';

export function Key({ place }: { place: number }) {
  const { series } = usePalette();
  return (
    <svg className="key" viewBox="0 0 30 6" width="30" height="6" aria-hidden="true">
      <line x1="0" y1="3" x2="30" y2="3" stroke={series[place]} strokeWidth="3" strokeDasharray={dashes[place]?.join(' ')} />
    </svg>
  );
}
