// The strike zone as this batter handles it.
import { useMemo } from 'react';

import { graphql } from '../../../api/generated';
import type { PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { FEWEST, heat, heatMeasures, HEAT_RATIO, samplesOf, type SeenPitch } from '../../../charts/heat';
import { csv } from '../../../download';
import type { Period } from '../../../period';
import { usePalette } from '../../../theme';
import { Panel } from '../../../ui/Panel';
import { Answer, Empty } from '../../../ui/State';
import { useWords } from '../../../words/language';
import { ChartPanel } from '../ChartPanel';
import { fileWords } from '../role';
import { Choice, useChoice } from '../Choice';

const batterPitches = graphql(`
  query BatterPitches($where: PlayFilter!, $first: Int!) {
    pitches(where: $where, first: $first) {
      totalCount
      nodes {
        date
        atBatNumber
        pitchNumber
        pitchType
        result
        isSwing
        isWhiff
        plateXFeet
        plateZFeet
        zoneTopFeet
        zoneBottomFeet
        battedBall {
          expectedWoba
        }
      }
    }
  }
`);

const MOST_PITCHES = 10_000;

function pitchesCsv(pitches: readonly SeenPitch[]): string {
  const fields = ['date', 'atBatNumber', 'pitchNumber', 'pitchType', 'result', 'isSwing', 'isWhiff', 'plateXFeet', 'plateZFeet', 'zoneTopFeet', 'zoneBottomFeet'] as const;
  return csv(
    [...fields, 'expectedWoba'],
    pitches.map((pitch) => [
      ...fields.map((field) => {
        const value = pitch[field];
        return typeof value === 'boolean' ? String(value) : value;
      }),
      pitch.battedBall?.expectedWoba,
    ]),
  );
}

interface Props {
  player: { id: string; name: string };
  where: PlayFilter;
  period: Period;
}

export function Heat({ player, where, period }: Props) {
  const { words } = useWords();
  const asked = useMemo(() => ({ ...where, batter: { id: player.id } }), [where, player.id]);
  const query = useApi(batterPitches, { where: asked, first: MOST_PITCHES });
  const pitches = query.data?.pitches.nodes;
  if (pitches && pitches.length > 0) {
    return <Drawn player={player} period={period} pitches={pitches} total={query.data?.pitches.totalCount ?? pitches.length} isStale={query.isPlaceholderData} />;
  }
  return (
    <Panel title={words.charts.heat}>
      <Answer query={query}>{() => <Empty hint={words.charts.noPitches} />}</Answer>
    </Panel>
  );
}

interface DrawnProps {
  player: { name: string };
  period: Period;
  pitches: readonly SeenPitch[];
  total: number;
  isStale: boolean;
}

function Drawn({ player, period, pitches, total, isStale }: DrawnProps) {
  const { words, language } = useWords();
  const palette = usePalette();
  const [measure, setMeasure] = useChoice('zone', heatMeasures);
  const option = useMemo(
    () => heat({ pitches, measure, palette, words: words.charts, language }),
    [pitches, measure, palette, words, language],
  );
  const n = samplesOf(pitches, measure).length;
  return (
    <ChartPanel
      title={words.charts.heat}
      name={fileWords(player, period, 'zone', measure)}
      option={option}
      label={words.charts.heatLabel(player.name, words.charts.measures[measure], n)}
      ratio={HEAT_RATIO}
      widest={390}
      csv={() => pitchesCsv(pitches)}
      isStale={isStale}
      tools={
        <Choice
          label={words.charts.heat}
          values={heatMeasures}
          nameOf={(one) => words.charts.measures[one]}
          value={measure}
          onChange={setMeasure}
        />
      }
      note={[
        words.charts.heatNote[measure](n),
        measure !== 'pitches' && words.charts.smoothed(FEWEST),
        total > pitches.length && words.charts.latest(pitches.length, total),
      ]
        .filter(Boolean)
        .join(' ')}
    />
  );
}
