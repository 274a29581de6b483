// What he throws at which count.
import { useMemo } from 'react';

import type { Dimension, PlayerKey, PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { Chart } from '../../../charts/Chart';
import { pitchName } from '../../../charts/scatter';
import { usage, type Used } from '../../../charts/usage';
import { csv } from '../../../download';
import { usePalette } from '../../../theme';
import { useNarrow } from '../../../ui/narrow';
import { Panel } from '../../../ui/Panel';
import { Answer, NotCovered } from '../../../ui/State';
import { formatAs } from '../../../words/format';
import { useWords } from '../../../words/language';
import { valueName } from '../../../words/values';
import { Choice, useChoice } from '../Choice';
import type { RoleProps } from '../role';
import { usePicture } from './picture';
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
  by: PlayerKey;
  where: PlayFilter;
}

export function Usage({ player, by, where }: Props) {
  const { words, language } = useWords();
  const palette = usePalette();
  const isNarrow = useNarrow();
  const { chart, png } = usePicture();
  const [side, choose] = useChoice('usage', sides);
  // The page's own filter of sides leaves nothing to choose here.
  const isFree = !where.batterSide;
  const filter = useMemo(() => (isFree && side !== 'ALL' ? { ...where, batterSide: side } : where), [isFree, side, where]);
  const query = useApi(pitchSplits, { by, where: filter, dimensions: BY_COUNT });
  const rows = query.data?.player?.pitchingSplits;
  const used = useMemo(() => usedOf(rows ?? []), [rows]);
  const option = useMemo(() => usage({ used, isNarrow, palette, words: words.pitching, language }), [used, isNarrow, palette, words, language]);
  return (
    <Panel
      title={words.pitching.usage}
      name={[player.name, 'usage-by-count', ...(isFree && side !== 'ALL' ? [side] : [])]}
      tools={
        isFree && (
          <Choice
            label={words.pitching.side}
            values={sides}
            nameOf={(one) => (one === 'ALL' ? words.common.any : valueName('BATTER_SIDE', one, one, language))}
            value={side}
            onChange={choose}
          />
        )
      }
      csv={used.length > 0 ? () => csv(['PITCH_COUNT', 'PITCH_TYPE', 'pitches'], used.map((one) => [one.count, one.type, one.pitches])) : null}
      png={used.length > 0 ? png : null}
    >
      <Answer query={query}>
        {() =>
          used.length === 0 ? (
            <NotCovered hint={words.pitching.noPitches} />
          ) : (
            <Chart ref={chart} option={option} label={`${words.pitching.usageLabel(player.name)} ${atCounts()}`} ratio={isNarrow ? 1.25 : 0.8} />
          )
        }
      </Answer>
    </Panel>
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
