// The panels of a batter. The line, its ranks and the batted balls are one request; what stands below asks when it is seen.
import { graphql } from '../../../api/generated';
import { useApi } from '../../../api/hooks';
import type { Period } from '../../../period';
import { Answer } from '../../../ui/State';
import { useWords } from '../../../words/language';
import { Later } from '../Later';
import { hasPlays, LinePanel } from '../LinePanel';
import { Log } from '../Log';
import type { RoleProps } from '../role';
import { Splits } from '../Splits';
import { BattedBalls } from './BattedBalls';
import { barGroups, lineFields, rankedStats } from './fields';
import { Heat } from './Heat';
import { Rolling } from './Rolling';

const battingPage = graphql(`
  query BattingPage($by: PlayerKey!, $where: PlayFilter, $ranked: [BattingStat!]!, $first: Int!) {
    player(by: $by) {
      id
      batting(where: $where) {
        ...BattingLine
      }
      battingRanks(stats: $ranked, where: $where, qualifier: { official: true }) {
        stat
        value
        rank
        of
        percentile
        isQualified
      }
      battedBalls(where: $where, first: $first) {
        totalCount
        nodes {
          ...BattedBallPoint
        }
      }
    }
  }
`);

/** More than anybody puts in play in a year; what is asked for has a price, so it is no more than can come. */
const BALLS_A_YEAR = 700;
/** With these the latest show, and the charts say so. */
const MOST_BALLS = 4_000;

function mostBalls(period: Period): number {
  if (period.kind === 'career') return MOST_BALLS;
  const years = period.kind === 'days' ? Number(period.to.slice(0, 4)) - Number(period.from.slice(0, 4)) + 1 : 1;
  return Math.min(years * BALLS_A_YEAR, MOST_BALLS);
}

export default function Batting({ player, where, period }: RoleProps) {
  const { words } = useWords();
  const query = useApi(battingPage, { by: { id: player.id }, where, ranked: rankedStats, first: mostBalls(period) });
  return (
    <Answer query={query}>
      {({ player: answer }) =>
        answer && (
          <div className="panels">
            <LinePanel
              player={player}
              period={period}
              role="batting"
              line={answer.batting}
              fields={lineFields}
              ranks={answer.battingRanks}
              groups={barGroups}
              isStale={query.isPlaceholderData}
            />
            {hasPlays(answer.batting, 'batting') && (
              <>
                <BattedBalls player={player} period={period} line={answer.batting} balls={answer.battedBalls} isStale={query.isPlaceholderData} />
                <Later title={words.charts.heat}>
                  <Heat player={player} period={period} where={where} />
                </Later>
                <Later title={words.charts.rolling}>
                  <Rolling player={player} period={period} where={where} />
                </Later>
                <Later title={words.player.splits} isWide>
                  <Splits player={player} period={period} role="batting" where={where} />
                </Later>
                <Later title={words.player.log} isWide>
                  <Log player={player} period={period} role="batting" where={where} />
                </Later>
              </>
            )}
          </div>
        )
      }
    </Answer>
  );
}
