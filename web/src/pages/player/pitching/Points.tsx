// Every pitch as a point: which kinds are shown, how they move, where they leave the hand and where they arrive.
import { useMemo } from 'react';

import type { PitchType, PlayerKey, PlayFilter } from '../../../api/generated/schema';
import { useApi } from '../../../api/hooks';
import { pitchPoints } from '../../../charts/points';
import { pitchName } from '../../../charts/scatter';
import { Answer, NotCovered } from '../../../ui/State';
import { useListParam } from '../../../url';
import { useWords } from '../../../words/language';
import type { RoleProps } from '../role';
import { LocationPanel } from './LocationPanel';
import { MovementPanel } from './MovementPanel';
import type { ArsenalPitch } from './numbers';
import { ReleasePanel } from './ReleasePanel';
import { Swatch } from './Swatch';

interface Props {
  player: RoleProps['player'];
  period: RoleProps['period'];
  by: PlayerKey;
  where: PlayFilter;
  arsenal: readonly ArsenalPitch[];
}

export function Points({ player, period, by, where, arsenal }: Props) {
  const { words, language } = useWords();
  const whose = useMemo(() => ({ where: { ...where, pitcher: by } }), [where, by]);
  const query = useApi(pitchPoints, whose);
  const [asked, choose] = useListParam('pitches');
  const known = useMemo(() => arsenal.map((pitch) => pitch.pitchType.code), [arsenal]);
  const chosen = useMemo(() => known.filter((type) => asked.includes(type)), [known, asked]);
  const isShown = (type: PitchType) => chosen.length === 0 || chosen.includes(type);
  const shown = arsenal.filter((pitch) => isShown(pitch.pitchType.code));
  const points = useMemo(
    () => query.data?.pitches.nodes.filter((point) => chosen.length === 0 || chosen.includes(point.pitchType ?? 'UNKNOWN')),
    [query.data, chosen],
  );
  const toggle = (type: PitchType) => choose(chosen.includes(type) ? chosen.filter((one) => one !== type) : [...chosen, type]);
  return (
    <>
      <section className="panel-wide pitch-kinds" aria-label={words.pitching.kinds}>
        <h2>{words.pitching.kinds}</h2>
        <div className="chips" role="group" aria-label={words.pitching.kindsHint}>
          {known.map((type) => (
            <button key={type} type="button" aria-pressed={chosen.includes(type)} data-shown={isShown(type)} onClick={() => toggle(type)}>
              <Swatch type={type}>{pitchName(type, language)}</Swatch>
            </button>
          ))}
          {chosen.length > 0 && (
            <button type="button" className="quiet" onClick={() => choose([])}>
              {words.pitching.allKinds}
            </button>
          )}
        </div>
        {query.data && (
          <p className="muted small" aria-live="polite">
            {count(query.data.pitches.nodes.length, query.data.pitches.totalCount)}
          </p>
        )}
      </section>
      <Answer query={query}>
        {({ pitches }) => {
          if (pitches.nodes.length === 0 || !points) return <NotCovered hint={words.pitching.noPitches} />;
          return (
            <>
              <MovementPanel player={player} period={period} points={points} arsenal={shown} isStale={query.isPlaceholderData} />
              <ReleasePanel player={player} period={period} points={points} arsenal={shown} isStale={query.isPlaceholderData} />
              <LocationPanel player={player} period={period} points={points} arsenal={shown} isStale={query.isPlaceholderData} />
            </>
          );
        }}
      </Answer>
    </>
  );

  /** How many points there are, and of how many pitches they are the latest. */
  function count(n: number, total: number | null): string {
    return total !== null && total > n ? words.pitching.latest(n, total) : words.pitching.pitches(n);
  }
}
