// An empty ranking: nobody reaches the minimum, nothing happened, or the sources that are loaded do not tell the number.
import { graphql } from '../../api/generated';
import type { PlayFilter } from '../../api/generated/schema';
import { useApi } from '../../api/hooks';
import { caveatsOf } from '../../ui/Caveats';
import { Answer, Empty, NotCovered } from '../../ui/State';
import { useWords } from '../../words/language';
import type { Role, StatField } from '../../words/stats';

const everybody = graphql(`
  query Everybody($where: PlayFilter, $isBatting: Boolean!, $isPitching: Boolean!) {
    batting(where: $where) @include(if: $isBatting) {
      plateAppearances
      caveats {
        code
        message
        stats
      }
    }
    pitching(where: $where) @include(if: $isPitching) {
      battersFaced
      caveats {
        code
        message
        stats
      }
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
  const { words } = useWords();
  const query = useApi(everybody, { where, isBatting: role === 'batting', isPitching: role === 'pitching' });
  return (
    <Answer query={query}>
      {({ batting, pitching }) => {
        const turns = batting?.plateAppearances ?? pitching?.battersFaced ?? 0;
        const caveats = caveatsOf((batting ?? pitching)?.caveats ?? [], stat);
        if (turns === 0) return <Empty />;
        if (caveats.length > 0) return <NotCovered hint={[...new Set(caveats.map(({ message }) => message))].join('; ')} />;
        return <Empty hint={hasMinimum ? words.leaders.none : undefined} />;
      }}
    </Answer>
  );
}
