// Who leads: any stat, any plays, of players, teams or leagues.
import '../../style/leaders.css';

import { useMemo } from 'react';
import { useSearchParams } from 'wouter';

import { useLoaded, type Loaded } from '../../api/shell';
import { useFilters } from '../../filters';
import { periodFilter, type Period } from '../../period';
import { useTitle } from '../../ui/Layout';
import { FilterBar, PeriodPicker, usePeriod } from '../../ui/PeriodPicker';
import { RoleTabs, useRole } from '../../ui/RoleTabs';
import { Answer, Empty } from '../../ui/State';
import { useWords } from '../../words/language';
import { choiceOf } from './choice';
import { Controls } from './Controls';
import { Ranking } from './Ranking';

export default function Leaders() {
  const { words } = useWords();
  const loaded = useLoaded();
  useTitle(words.common.leaders);
  return (
    <div className="page leaders">
      <h1>{words.common.leaders}</h1>
      <Answer query={loaded}>
        {(data) => (data.span ? <Known loaded={data} span={data.span} /> : <Empty hint={`${words.state.noGames} ${words.state.noGamesHint}`} />)}
      </Answer>
    </div>
  );
}

/** The season whose clubs are meant by a period. */
function seasonOf(period: Period, loaded: Loaded): number {
  if (period.kind === 'season' || period.kind === 'month') return period.season;
  if (period.kind === 'days') return Number(period.to.slice(0, 4));
  return loaded.seasons[0] ?? 0;
}

function Known({ loaded, span }: { loaded: Loaded; span: NonNullable<Loaded['span']> }) {
  const role = useRole();
  const [params] = useSearchParams();
  const [period, setPeriod] = usePeriod(loaded);
  const filters = useFilters(role);
  const choice = useMemo(() => choiceOf(params, role), [params, role]);
  const where = useMemo(
    () => period && { ...filters, ...periodFilter(period, span), ...(choice.team ? { teams: [{ code: choice.team }] } : {}) },
    [filters, period, span, choice.team],
  );
  if (!period || !where) return <Empty />;
  return (
    <>
      <RoleTabs role={role} drops={['stat', 'order', 'min', 'rows']} />
      <div className="controls">
        <PeriodPicker loaded={loaded} period={period} onChange={setPeriod} />
        <FilterBar role={role} />
      </div>
      <div className="controls leaders-controls">
        <Controls role={role} choice={choice} season={seasonOf(period, loaded)} />
      </div>
      <Ranking key={role} role={role} choice={choice} period={period} where={where} />
    </>
  );
}
