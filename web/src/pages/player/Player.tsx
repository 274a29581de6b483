// A player: who he is, the period and the filters, and the panels of his batting or his pitching.
import '../../style/player.css';

import { lazy, Suspense, useMemo } from 'react';
import { useSearchParams } from 'wouter';

import { graphql } from '../../api/generated';
import type { PlayerHeadQuery } from '../../api/generated/graphql';
import { useApi } from '../../api/hooks';
import { playerKey } from '../../api/playerKey';
import { useLoaded, type Loaded } from '../../api/shell';
import { useFilters } from '../../filters';
import { periodFilter } from '../../period';
import { FilterBar, PeriodPicker, usePeriod } from '../../ui/PeriodPicker';
import { RoleTabs } from '../../ui/RoleTabs';
import { useTitle } from '../../ui/Layout';
import { Answer, Empty, Loading } from '../../ui/State';
import { useWords } from '../../words/language';
import type { Role } from '../../words/stats';
import { Head } from './Head';

// Both are on their way while we ask who he is, which says which of the two he needs.
const batting = import('./batting/Batting');
const pitching = import('./pitching/Pitching');
const Batting = lazy(() => batting);
const Pitching = lazy(() => pitching);

// What he is by trade shows in all he did: a season's few innings do not make a pitcher.
const playerHead = graphql(`
  query PlayerHead($by: PlayerKey!) {
    player(by: $by) {
      id
      mlbamId
      name {
        full
      }
      primaryPosition
      bats
      throws
      birthDate
      deathDate
      firstGame
      lastGame
      team {
        code
        name
      }
      batting {
        plateAppearances
      }
      pitching {
        battersFaced
      }
    }
  }
`);

export type Person = NonNullable<PlayerHeadQuery['player']>;

function roleOf(player: Person): Role {
  const isPitcher = player.primaryPosition === 'P' || (player.pitching.battersFaced ?? 0) > (player.batting.plateAppearances ?? 0);
  return isPitcher ? 'pitching' : 'batting';
}

/** The seasons that can show anything of him: of those loaded, the ones he may have played in. */
function seasonsOf(player: Person, loaded: Loaded): Loaded {
  const { firstGame, lastGame } = player;
  if (!firstGame || !lastGame) return loaded;
  const seasons = loaded.seasons.filter((year) => year >= Number(firstGame.slice(0, 4)) && year <= Number(lastGame.slice(0, 4)));
  return seasons.length > 0 ? { ...loaded, seasons } : loaded;
}

export default function Player({ id }: { id: string }) {
  const { words } = useWords();
  const loaded = useLoaded();
  const by = useMemo(() => playerKey(id), [id]);
  const query = useApi(playerHead, { by });
  useTitle(query.data?.player?.name.full ?? '');
  return (
    <div className="page">
      <Answer query={query}>
        {({ player }) =>
          player === null ? (
            <h1>{words.state.noPlayer}</h1>
          ) : (
            <Answer query={loaded}>{(data) => <Known player={player} loaded={data} />}</Answer>
          )
        }
      </Answer>
    </div>
  );
}

function Known({ player, loaded: all }: { player: Person; loaded: Loaded }) {
  const { words } = useWords();
  const [params] = useSearchParams();
  const loaded = useMemo(() => seasonsOf(player, all), [player, all]);
  const [period, setPeriod] = usePeriod(loaded);
  const asked = params.get('role');
  const role: Role = asked === 'batting' || asked === 'pitching' ? asked : roleOf(player);
  const filters = useFilters(role);
  const where = useMemo(
    () => (period && loaded.span ? { ...filters, ...periodFilter(period, loaded.span) } : null),
    [filters, period, loaded.span],
  );
  const Panels = role === 'pitching' ? Pitching : Batting;
  const shown = useMemo(() => ({ id: player.id, mlbamId: player.mlbamId, name: player.name.full }), [player]);
  return (
    <>
      <Head player={player} role={role} period={period} />
      <RoleTabs role={role} />
      {period && where ? (
        <>
          <div className="controls player-controls">
            <PeriodPicker loaded={loaded} period={period} onChange={setPeriod} />
            <FilterBar role={role} />
          </div>
          <Suspense fallback={<Loading />}>
            <Panels player={shown} where={where} period={period} loaded={loaded} />
          </Suspense>
        </>
      ) : (
        <Empty hint={words.state.noGames} />
      )}
    </>
  );
}
