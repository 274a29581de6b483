// An empty ranking: nobody reaches the minimum, nothing happened, or the sources that are loaded do not tell the number.
import { graphql } from '../../api/generated';
import type { BattingStat, PitchingStat, PlayFilter } from '../../api/generated/schema';
import { useApi } from '../../api/hooks';
import { caveatsOf } from '../../ui/Caveats';
import { Answer, Empty, NotCovered } from '../../ui/State';
import { caveatText } from '../../words/caveats';
import { useWords } from '../../words/language';
import { statEnum, type Role, type StatField } from '../../words/stats';

// A league has a number wherever the sources tell it.
const everybodyAtBat = graphql(`
  query EverybodyAtBat($where: PlayFilter, $stat: BattingStat!) {
    all: batting(where: $where) {
      turns: plateAppearances
      caveats {
        code
        message
        stats
      }
    }
    leagues: battingLeaders(stat: $stat, where: $where, of: LEAGUE, first: 1) {
      totalCount
    }
  }
`);

const everybodyOnTheMound = graphql(`
  query EverybodyOnTheMound($where: PlayFilter, $stat: PitchingStat!) {
    all: pitching(where: $where) {
      turns: battersFaced
      caveats {
        code
        message
        stats
      }
    }
    leagues: pitchingLeaders(stat: $stat, where: $where, of: LEAGUE, first: 1) {
      totalCount
    }
  }
`);

interface Props {
  role: Role;
  stat: StatField;
  where: PlayFilter;
  /** There is a minimum to reach. */
  hasMinimum: boolean;
}

export function WhyNobody({ role, stat, where, hasMinimum }: Props) {
  const { words, language } = useWords();
  const atBat = useApi(everybodyAtBat, role === 'batting' ? { where, stat: statEnum(stat) as BattingStat } : null);
  const onTheMound = useApi(everybodyOnTheMound, role === 'pitching' ? { where, stat: statEnum(stat) as PitchingStat } : null);
  return (
    <Answer query={role === 'batting' ? atBat : onTheMound}>
      {({ all, leagues }) => {
        if (!all.turns) return <Empty />;
        const caveats = caveatsOf(all.caveats, stat);
        if (leagues.totalCount === 0 && caveats.length > 0) {
          return <NotCovered hint={[...new Set(caveats.map((caveat) => caveatText(caveat, language)))].join('; ')} />;
        }
        return <Empty hint={hasMinimum ? words.leaders.none : undefined} />;
      }}
    </Answer>
  );
}
