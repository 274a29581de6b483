// The panels of a pitcher: the line, what he throws and how, how it went over time, splits and games.
import '../../../style/pitching.css';

import { useMemo } from 'react';

import { useApi } from '../../../api/hooks';
import type { PlayerKey } from '../../../api/generated/schema';
import { Answer } from '../../../ui/State';
import { useWords } from '../../../words/language';
import { Later } from '../Later';
import { hasPlays, LinePanel } from '../LinePanel';
import { Log } from '../Log';
import type { RoleProps } from '../role';
import { Splits } from '../Splits';
import { Arsenal } from './Arsenal';
import { groups, pitchingNumbers, rankedStats, summaryFields } from './numbers';
import { Points } from './Points';
import { Rolling } from './Rolling';
import { Trend } from './Trend';
import { Usage } from './Usage';

export default function Pitching({ player, where, period, loaded }: RoleProps) {
  const { words } = useWords();
  const by = useMemo((): PlayerKey => (player.mlbamId === null ? { id: player.id } : { mlbamId: player.mlbamId }), [player]);
  const query = useApi(pitchingNumbers, { by, where, stats: rankedStats });
  return (
    <div className="panels">
      <Answer query={query}>
        {({ player: pitcher }) =>
          pitcher && (
            <>
              <LinePanel
                player={player}
                period={period}
                role="pitching"
                line={pitcher.pitching}
                fields={summaryFields}
                ranks={pitcher.pitchingRanks}
                groups={groups}
                isStale={query.isPlaceholderData}
              />
              {/* Nothing more is worth asking of who did not pitch. */}
              {hasPlays(pitcher.pitching, 'pitching') && (
                <>
                  <Arsenal player={player} period={period} arsenal={pitcher.arsenal} line={pitcher.pitching} isStale={query.isPlaceholderData} />
                  {pitcher.arsenal.length > 0 && (
                    <>
                      <Later isWide>
                        <Points player={player} period={period} by={by} where={where} arsenal={pitcher.arsenal} />
                      </Later>
                      <Later title={words.pitching.trend} isWide>
                        <Trend player={player} by={by} where={where} period={period} loaded={loaded} />
                      </Later>
                      <Later title={words.pitching.usage}>
                        <Usage player={player} period={period} by={by} where={where} />
                      </Later>
                    </>
                  )}
                  <Later title={words.pitching.rolling}>
                    <Rolling player={player} period={period} by={by} where={where} />
                  </Later>
                  <Later title={words.player.splits} isWide>
                    <Splits player={player} period={period} role="pitching" where={where} />
                  </Later>
                  <Later title={words.player.log} isWide>
                    <Log player={player} period={period} role="pitching" where={where} />
                  </Later>
                </>
              )}
            </>
          )
        }
      </Answer>
    </div>
  );
}
