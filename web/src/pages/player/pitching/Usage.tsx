// What he throws at which count.
import { useMemo } from 'react';

import type { Dimension, PlayerKey, PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { pitchName } from '../../../charts/scatter';
import { usage, type Used } from '../../../charts/usage';
import { csv } from '../../../download';
import { usePalette } from '../../../theme';
import { useNarrow } from '../../../ui/narrow';
import { Panel } from '../../../ui/Panel';
import { Answer, Empty, NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { valueName } from '../../../words/values';
import { ChartPanel } from '../ChartPanel';
import { Choice, useChoice } from '../Choice';
import { fileWords, type RoleProps } from '../role';
import { pitchSplits, typeOf, valueOf, type PitchSplit } from './splits';

const BY_COUNT: Dimension[] = ['PITCH_COUNT', 'PITCH_TYPE'];
const sides = ['ALL', 'LEFT', 'RIGHT'] as const;

function usedOf(rows: readonly PitchSplit[]): Used[] {
  return rows.flatMap((row) => {
    const type = typeOf(row);
    const count = valueOf(row, 'PITCH_COUNT');
    return type === null || count === 'UNKNOWN' || !row.line.pitches ? [] : [{ count, type, pitches: row.line.pitches }];
  });
}

interface Props {
  player: RoleProps['player'];
  period: RoleProps['period'];
  by: PlayerKey;
  where: PlayFilter;
}

export function Usage({ player, period, by, where }: Props) {
  const { words, language } = useWords();
  const palette = usePalette();
  const isNarrow = useNarrow();
  const [side, choose] = useChoice('usage', sides);
  // The page's own filter of sides leaves nothing to choose here.
  const isFree = !where.batterSide;
  const filter = useMemo(() => (isFree && side !== 'ALL' ? { ...where, batterSide: side } : where), [isFree, side, where]);
  const query = useApi(pitchSplits, { by, where: filter, dimensions: BY_COUNT });
  const rows = query.data?.player?.pitchingSplits;
  const used = useMemo(() => usedOf(rows ?? []), [rows]);
  const option = useMemo(() => usage({ used, isNarrow, palette, words: words.pitching, language }), [used, isNarrow, palette, words, language]);
  const tools = isFree && (
    <Choice
      label={words.pitching.side}
      values={sides}
      nameOf={(one) => (one === 'ALL' ? words.common.any : valueName('BATTER_SIDE', one, one, language))}
      value={side}
      onChange={choose}
    />
  );
  if (used.length === 0) {
    return (
      <Panel title={words.pitching.usage} tools={tools}>
        <Answer query={query}>{(data) => (data.player?.pitchingSplits.length ? <NotCovered hint={words.pitching.noPitches} /> : <Empty />)}</Answer>
      </Panel>
    );
  }
  return (
    <ChartPanel
      title={words.pitching.usage}
      name={fileWords(player, period, 'usage', 'by', 'count', ...(isFree && side !== 'ALL' ? [side] : []))}
      option={option}
      label={`${words.pitching.usageLabel(player.name)} ${atCounts()}`}
      ratio={isNarrow ? 1.3 : 0.8}
      csv={() => csv(['PITCH_COUNT', 'PITCH_TYPE', 'pitches'], used.map((one) => [one.count, one.type, one.pitches]))}
      tools={tools}
      note={words.pitching.usageNote}
      isStale={query.isPlaceholderData}
    />
  );

  /** In words: the pitch he throws most at the first pitch, behind and with two strikes. */
  function atCounts(): string {
    return ['0-0', '2-0', '0-2', '3-2']
      .map((count) => {
        const here = used.filter((one) => one.count === count);
        const all = here.reduce((sum, one) => sum + one.pitches, 0);
        const most = here.reduce<Used | null>((best, one) => (best === null || one.pitches > best.pitches ? one : best), null);
        return most && `${count}: ${pitchName(most.type, language)} ${formatAs('percent', most.pitches / all, language)}.`;
      })
      .filter(Boolean)
      .join(' ');
  }
}
