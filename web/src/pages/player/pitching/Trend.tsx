// How fast, with how much spin and movement each kind of pitch came, game by game or, over years, month by month.
import { useMemo } from 'react';

import type { Dimension, PlayerKey, PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import type { Loaded } from '../../../api/shell';
import { measures, pitchTrend, type Measure, type TrendPoint } from '../../../charts/pitchTrend';
import { pitchName } from '../../../charts/scatter';
import { csv } from '../../../download';
import { shift, type Period } from '../../../period';
import { usePalette } from '../../../theme';
import { useNarrow } from '../../../ui/narrow';
import { Panel } from '../../../ui/Panel';
import { Answer, Empty, NotCovered } from '../../../ui/State';
import { useWords } from '../../../words/language';
import { format, statName } from '../../../words/stats';
import { ChartPanel } from '../ChartPanel';
import { Choice, useChoice } from '../Choice';
import { fileWords, type RoleProps } from '../role';
import { MOST_ROWS, pitchSplits, typeOf, valueOf, type PitchSplit } from './splits';

const keys = Object.keys(measures) as [Measure, ...Measure[]];
const BY_DAY: Dimension[] = ['DATE', 'PITCH_TYPE'];
const BY_MONTH: Dimension[] = ['SEASON', 'MONTH', 'PITCH_TYPE'];
/** Longer periods are drawn by month. */
const LONG_DAYS = 400;

function isLong(period: Period, loaded: Loaded): boolean {
  if (period.kind === 'career') return loaded.seasons.length > 1;
  if (period.kind === 'last') return period.days > LONG_DAYS;
  return period.kind === 'days' && shift(period.from, LONG_DAYS) < period.to;
}

function trendPoints(rows: readonly PitchSplit[], measure: Measure): TrendPoint[] {
  return rows.flatMap((row) => {
    const type = typeOf(row);
    if (type === null) return [];
    const day = valueOf(row, 'DATE') || `${valueOf(row, 'SEASON')}-${valueOf(row, 'MONTH').padStart(2, '0')}-01`;
    return [{ day, type, pitches: row.line.pitches ?? 0, value: row.line[measures[measure]] }];
  });
}

interface Props {
  player: RoleProps['player'];
  by: PlayerKey;
  where: PlayFilter;
  period: Period;
  loaded: Loaded;
}

export function Trend({ player, by, where, period, loaded }: Props) {
  const { words, language } = useWords();
  const palette = usePalette();
  const isNarrow = useNarrow();
  const [measure, choose] = useChoice('trend', keys);
  const query = useApi(pitchSplits, { by, where, dimensions: isLong(period, loaded) ? BY_MONTH : BY_DAY });
  const rows = query.data?.player?.pitchingSplits;
  // What the answer is by, which the question may be ahead of.
  const isMonthly = rows?.[0]?.key.some((part) => part.dimension === 'MONTH') ?? false;
  const points = useMemo(() => trendPoints(rows ?? [], measure), [rows, measure]);
  const option = useMemo(
    () => pitchTrend({ points, measure, isMonthly, isNarrow, palette, words: words.pitching, language }),
    [points, measure, isMonthly, isNarrow, palette, words, language],
  );
  const title = isMonthly ? words.pitching.trendMonths : words.pitching.trend;
  const tools = (
    <Choice label={words.pitching.measure} values={keys} nameOf={(key) => words.pitching.measures[key]} value={measure} onChange={choose} />
  );
  if (!points.some((point) => point.value !== null)) {
    return (
      <Panel title={title} tools={tools} isWide>
        <Answer query={query}>{() => (points.length === 0 ? <Empty /> : <NotCovered />)}</Answer>
      </Panel>
    );
  }
  const name = statName(measures[measure], 'pitching', language)[1];
  const times = new Set(points.map((point) => point.day)).size;
  return (
    <ChartPanel
      title={title}
      name={fileWords(player, period, 'pitches', measure)}
      option={option}
      label={[words.pitching.trendLabel(player.name, name, times, isMonthly), ...ends()].join(' ')}
      ratio={isNarrow ? 0.9 : 0.36}
      csv={() =>
        csv(
          [isMonthly ? 'month' : 'date', 'pitchType', 'pitches', measures[measure]],
          points.map((point) => [isMonthly ? point.day.slice(0, 7) : point.day, point.type, point.pitches, point.value]),
        )
      }
      tools={tools}
      note={rows?.length === MOST_ROWS ? words.player.cut(MOST_ROWS) : words.pitching.trendNote}
      isStale={query.isPlaceholderData}
      isWide
    />
  );
  /** Where each kind of pitch began and ended. */
  function ends(): string[] {
    const ordered = points.filter((point) => point.value !== null).sort((a, b) => a.day.localeCompare(b.day));
    return [...new Set(ordered.map((point) => point.type))].map((type) => {
      const own = ordered.filter((point) => point.type === type);
      const says = (point: TrendPoint | undefined) => format(measures[measure], point?.value, language);
      return words.pitching.wentFrom(pitchName(type, language), says(own[0]), says(own.at(-1)));
    });
  }
}
