// Players side by side, each over his own period or all over one.
import '../../style/compare.css';

import { useMemo } from 'react';

import { useEach } from '../../api/each';
import { playerKey } from '../../api/playerKey';
import type { TypedDocumentString } from '../../api/generated/graphql';
import { useLoaded, type Loaded } from '../../api/shell';
import { useFilters } from '../../filters';
import { periodFilter, periodText } from '../../period';
import { useTitle } from '../../ui/Layout';
import { FilterBar, PeriodPicker, usePeriod } from '../../ui/PeriodPicker';
import { RoleTabs, useRole } from '../../ui/RoleTabs';
import { Search } from '../../ui/Search';
import { Answer, Empty, Failed, Loading } from '../../ui/State';
import { useWords } from '../../words/language';
import { periodName } from '../../words/period';
import { Cards } from './Cards';
import { MOST, useChosen } from './chosen';
import { compareBatting, comparePitching } from './lines';
import { Lines } from './Lines';
import type { Asked, Compared, Member } from './member';
import { Rolling } from './Rolling';

export default function Compare() {
  const { words } = useWords();
  const loaded = useLoaded();
  useTitle(words.common.compare);
  return (
    <div className="page compare">
      <h1>{words.compare.title}</h1>
      <Answer query={loaded}>
        {(data) => (data.span ? <Known loaded={data} span={data.span} /> : <Empty hint={`${words.state.noGames} ${words.state.noGamesHint}`} />)}
      </Answer>
    </div>
  );
}

function Known({ loaded, span }: { loaded: Loaded; span: NonNullable<Loaded['span']> }) {
  const { words, language } = useWords();
  const role = useRole();
  const [shared, setShared] = usePeriod(loaded);
  const filters = useFilters(role);
  const [chosen, choose] = useChosen();
  const periods = useMemo(() => chosen.map(({ period }) => period ?? shared), [chosen, shared]);
  const asked = useMemo(
    () => chosen.map(({ id }, place): Asked => {
      const period = periods[place];
      return { by: playerKey(id), where: period ? { ...filters, ...periodFilter(period, span) } : filters };
    }),
    [chosen, periods, filters, span],
  );
  const document: TypedDocumentString<{ player: Compared | null }, Asked> = role === 'batting' ? compareBatting : comparePitching;
  const answers = useEach(document, asked);

  const isOnePeriod = new Set(periods.map((period) => period && periodText(period))).size < 2;
  const members = chosen.flatMap((one, place): Member[] => {
    const [player, period, ask] = [answers[place]?.data?.player, periods[place], asked[place]];
    if (!player || !period || !ask) return [];
    const label = isOnePeriod ? player.name.full : `${player.name.full} (${periodName(period, words, language)})`;
    return [{ key: `${place} ${one.id} ${periodText(period)}`, place, chosen: one, period, asked: ask, player, label }];
  });
  const nobody = chosen.filter((_, place) => answers[place]?.data?.player === null);
  const failed = answers.find(({ error }) => error);
  const isWaiting = answers.some(({ data, error }) => !data && !error);
  const add = (id: string) => choose([...chosen, { id, period: null }]);

  return (
    <>
      <RoleTabs role={role} drops={['chart', 'stats']} />
      <div className="controls">
        {shared && <PeriodPicker loaded={loaded} period={shared} onChange={setShared} />}
        <FilterBar role={role} />
      </div>
      <Cards
        chosen={chosen}
        onChange={choose}
        loaded={loaded}
        shared={shared}
        nameOf={(place) => answers[place]?.data?.player?.name.full}
        factsOf={(place) => answers[place]?.data?.player ?? null}
      />
      {chosen.length < MOST ? (
        <div className="compared-add">
          <span aria-hidden="true">{words.compare.add}</span>
          <Search label={words.compare.add} onChoose={(player) => add(String(player.mlbamId ?? player.id))} />
        </div>
      ) : (
        <p className="muted">{words.compare.full(MOST)}</p>
      )}
      {chosen.length === 0 && <p className="lead">{words.compare.none}</p>}
      {nobody.length > 0 && <Empty hint={words.compare.unknown(nobody.map(({ id }) => id).join(', '))} />}
      {failed?.error && <Failed error={failed.error} again={() => answers.filter(({ error }) => error).forEach(({ refetch }) => void refetch())} />}
      {members.length > 0 && (
        <div className="panels">
          <Lines role={role} members={members} />
          <Rolling role={role} members={members} />
        </div>
      )}
      {isWaiting && <Loading />}
    </>
  );
}
