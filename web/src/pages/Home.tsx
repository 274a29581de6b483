// The first page: the search box above has the focus; below, who leads the latest season, by stats that every source tells.
import { Link } from 'wouter';

import { graphql } from '../api/generated';
import { useApi } from '../api/hooks';
import { useLoaded } from '../api/shell';
import { playerPath, useTitle } from '../ui/Layout';
import { Panel } from '../ui/Panel';
import { Answer, Empty } from '../ui/State';
import { useWords } from '../words/language';
import { format, statName } from '../words/stats';
import { dayName } from '../words/time';

const first = graphql(`
  query Home($season: Int!) {
    batting: battingLeaders(stat: OPS, where: { seasons: [$season] }, first: 10) {
      nodes {
        rank
        value
        player {
          id
          mlbamId
          name {
            full
          }
          team {
            code
          }
        }
      }
    }
    pitching: pitchingLeaders(stat: STRIKEOUTS, where: { seasons: [$season] }, first: 10) {
      nodes {
        rank
        value
        player {
          id
          mlbamId
          name {
            full
          }
          team {
            code
          }
        }
      }
    }
  }
`);

/** What the rankings are by. */
const by = { batting: 'ops', pitching: 'strikeouts' } as const;

export function Home() {
  const { words, language } = useWords();
  const loaded = useLoaded();
  const season = loaded.data?.seasons[0];
  const query = useApi(first, season === undefined ? null : { season });
  useTitle('');
  return (
    <div className="page">
      <h1>{words.home.title}</h1>
      <p className="lead">
        {words.home.lead} {loaded.data?.span && words.home.latest(dayName(loaded.data.span.last, language))}
      </p>
      <Answer query={loaded}>
        {(data) =>
          data.span === null || season === undefined ? (
            <Empty hint={`${words.state.noGames} ${words.state.noGamesHint}`} />
          ) : (
            <div className="panels">
              {(['batting', 'pitching'] as const).map((role) => (
                <Panel
                  key={role}
                  title={role === 'batting' ? words.home.battingLeaders(season) : words.home.pitchingLeaders(season)}
                  tools={<span className="badge">{statName(by[role], role, language)[0]}</span>}
                >
                  <Answer query={query}>
                    {(answer) =>
                      answer[role].nodes.length === 0 ? (
                        <Empty />
                      ) : (
                        <ol className="ranking">
                          {answer[role].nodes.map(({ rank, value, player }) =>
                            player ? (
                              <li key={player.id} value={rank}>
                                <Link href={`${playerPath(player)}?role=${role}`}>
                                  {player.name.full}
                                </Link>
                                <span>{player.team?.code}</span>
                                <b>{format(by[role], value, language)}</b>
                              </li>
                            ) : null,
                          )}
                        </ol>
                      )
                    }
                  </Answer>
                  <p>
                    <Link href={`/leaders?role=${role}&stat=${by[role]}`}>{words.home.all}</Link>
                  </p>
                </Panel>
              ))}
            </div>
          )
        }
      </Answer>
    </div>
  );
}
