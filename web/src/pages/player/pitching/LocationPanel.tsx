import { useMemo } from 'react';

import { Chart } from '../../../charts/Chart';
import { location, locationMaps, locationRatio, places, type Place } from '../../../charts/location';
import { pointsCsv } from '../../../charts/points';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { useNarrow } from '../../../ui/narrow';
import { Panel } from '../../../ui/Panel';
import { Empty, NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { Choice, useChoice } from '../Choice';
import type { PointsProps } from './MovementPanel';
import { usePicture } from './picture';

const keys = Object.keys(places) as [Place, ...Place[]];

export function LocationPanel({ player, points, arsenal }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const isNarrow = useNarrow();
  const { chart, png } = usePicture();
  const [which, choose] = useChoice('locations', keys);
  const chosen = useMemo(() => points.filter(places[which]), [points, which]);
  const maps = useMemo(() => locationMaps(chosen), [chosen]);
  const option = useMemo(
    () => location({ maps, points, isNarrow, palette, language }),
    [maps, points, isNarrow, palette, language],
  );
  const isMeasured = points.some((point) => point.plateXFeet !== null);
  const label = [
    words.pitching.locationLabel(player.name, chosen.length),
    ...arsenal.map(({ pitchType, line }) =>
      `${pitchName(pitchType.code, language)}: ${words.pitching.inZone(formatAs('percent', line.zoneRate, language))}.`,
    ),
  ].join(' ');
  return (
    <Panel
      title={words.pitching.locations}
      isWide
      name={[player.name, 'pitch-locations', which]}
      tools={<Choice label={words.pitching.which} values={keys} nameOf={(key) => words.pitching.places[key]} value={which} onChange={choose} />}
      csv={maps.length > 0 ? () => pointsCsv(chosen) : null}
      png={maps.length > 0 ? png : null}
    >
      {!isMeasured ? (
        <NotCovered />
      ) : maps.length === 0 ? (
        <Empty />
      ) : (
        <Chart ref={chart} option={option} label={label} ratio={locationRatio(maps.length, isNarrow)} />
      )}
      <p className="muted small">{words.pitching.locationNote}</p>
    </Panel>
  );
}
