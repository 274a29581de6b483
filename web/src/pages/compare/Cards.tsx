// Who is compared: each can be moved, given a period of his own, and taken out.
import type { Loaded } from '../../api/shell';
import type { Period } from '../../period';
import { PeriodPicker } from '../../ui/PeriodPicker';
import { useWords } from '../../words/language';
import { periodName } from '../../words/period';
import { position } from '../../words/positions';
import type { Chosen } from './chosen';
import { Key } from './Key';
import type { Compared } from './member';

interface Props {
  chosen: readonly Chosen[];
  onChange: (chosen: readonly Chosen[]) => void;
  loaded: Loaded;
  /** The period of whoever has none of his own. */
  shared: Period | null;
  nameOf: (place: number) => string | undefined;
  factsOf: (place: number) => Pick<Compared, 'team' | 'primaryPosition'> | null;
}

export function Cards({ chosen, onChange, loaded, shared, nameOf, factsOf }: Props) {
  const { words, language } = useWords();
  const change = (place: number, period: Period | null) => onChange(chosen.map((one, at) => (at === place ? { ...one, period } : one)));
  const remove = (place: number) => onChange(chosen.filter((_, at) => at !== place));
  const move = (place: number, to: number) => {
    const next = [...chosen];
    const [one] = next.splice(place, 1);
    if (one) next.splice(to, 0, one);
    onChange(next);
  };
  if (chosen.length === 0) return null;
  return (
    <ol className="compared" aria-label={words.compare.players}>
      {chosen.map((one, place) => {
        const period = one.period ?? shared;
        const name = nameOf(place) ?? one.id;
        const facts = factsOf(place);
        const periodIs = period && periodName(period, words, language);
        return (
          // The same player may stand there twice.
          <li key={`${place} ${one.id}`}>
            <div className="compared-name">
              <Key place={place} />
              <strong>{name}</strong>
              <span className="muted">{[facts?.team?.code, position(facts?.primaryPosition, language)].filter(Boolean).join(' · ')}</span>
            </div>
            <div className="compared-tools">
              <details>
                <summary>{periodIs === null ? '–' : one.period ? periodIs : words.compare.asAll(periodIs)}</summary>
                <div>
                  {period && <PeriodPicker loaded={loaded} period={period} onChange={(next) => change(place, next)} />}
                  {one.period && (
                    <button type="button" className="quiet" onClick={() => change(place, null)}>
                      {words.compare.likeAll}
                    </button>
                  )}
                </div>
              </details>
              <button type="button" className="quiet" disabled={place === 0} aria-label={words.compare.left(name)} onClick={() => move(place, place - 1)}>
                ←
              </button>
              <button
                type="button"
                className="quiet"
                disabled={place === chosen.length - 1}
                aria-label={words.compare.right(name)}
                onClick={() => move(place, place + 1)}
              >
                →
              </button>
              <button type="button" className="quiet" aria-label={words.compare.remove(name)} onClick={() => remove(place)}>
                ×
              </button>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
