import { useMemo } from 'react';

import { location, locationMaps, locationRatio, places, type Place, type Room } from '../../../charts/location';
import { pointsCsv } from '../../../charts/points';
import { pitchName } from '../../../charts/scatter';
import { usePalette } from '../../../theme';
import { useMedia, useNarrow } from '../../../ui/narrow';
import { Panel } from '../../../ui/Panel';
import { Empty, NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { ChartPanel } from '../ChartPanel';
import { Choice, useChoice } from '../Choice';
import { fileWords } from '../role';
import type { PointsProps } from './MovementPanel';

const keys = Object.keys(places) as [Place, ...Place[]];

export function LocationPanel({ player, period, points, arsenal, isStale }: PointsProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const isPhone = useNarrow();
  const isTablet = useMedia('(max-width: 1000px)');
  const room: Room = isPhone ? 'phone' : isTablet ? 'tablet' : 'desk';
  const [which, choose] = useChoice('locations', keys);
  const chosen = useMemo(() => points.filter(places[which]), [points, which]);
  const maps = useMemo(() => locationMaps(chosen), [chosen]);
  const option = useMemo(() => location({ maps, points, room, palette, language }), [maps, points, room, palette, language]);
  const tools = (
    <Choice label={words.pitching.which} values={keys} nameOf={(key) => words.pitching.places[key]} value={which} onChange={choose} />
  );
  if (maps.length === 0) {
    return (
      <Panel title={words.pitching.locations} tools={tools} isWide>
        {points.some((point) => point.plateXFeet !== null) ? <Empty /> : <NotCovered />}
      </Panel>
    );
  }
  const label = [
    words.pitching.locationLabel(player.name, chosen.length),
    ...arsenal.map(
      ({ pitchType, line }) =>
        `${pitchName(pitchType.code, language)}: ${words.pitching.inZone(formatAs('percent', line.zoneRate, language))}.`,
    ),
  ].join(' ');
  return (
    <ChartPanel
      title={words.pitching.locations}
      name={fileWords(player, period, 'locations', which)}
      option={option}
      label={label}
      ratio={locationRatio(maps, room)}
      csv={() => pointsCsv(chosen, 'plateXFeet', 'plateZFeet')}
      tools={tools}
      note={words.pitching.locationNote}
      isStale={isStale}
      isWide
    />
  );
}
