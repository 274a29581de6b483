// The list itself, its CSV, and the way to everybody in it.
import { Link, useSearchParams } from 'wouter';

import type { BattingLeadersQueryVariables } from '../../api/generated/graphql';
import type { BattingStat, PitchingStat, PlayFilter } from '../../api/generated/schema';
import { usePages, type Pages } from '../../api/pages';
import type { Period } from '../../period';
import { Caveats, caveatsOf } from '../../ui/Caveats';
import { caveatsOfMany } from '../../ui/caveatsOfMany';
import { More, useRows } from '../../ui/More';
import { Panel } from '../../ui/Panel';
import { Answer } from '../../ui/State';
import { Table, tableCsv } from '../../ui/Table';
import { statTitle } from '../../ui/StatPicker';
import { Without } from '../../ui/Without';
import { useParam } from '../../url';
import { dimensionNames } from '../../words/dimensions';
import { useWords } from '../../words/language';
import { periodName } from '../../words/period';
import { statEnum, type Role } from '../../words/stats';
import { qualifierOf, subjects, type Choice } from './choice';
import { beside, columnsOf, csvColumnsOf } from './columns';
import { battingLeaders, pitchingLeaders, type Answered, type Leader } from './queries';
import { WhyNobody } from './WhyNobody';

const STEP = 50;

interface Props {
  role: Role;
  choice: Choice;
  period: Period;
  where: PlayFilter;
}

const of = ({ leaders }: Answered) => leaders;

/** The rows of a role. */
function useLeaders(role: Role, choice: Choice, where: PlayFilter, wanted: number): Pages<Answered, Leader> {
  const asked: Omit<BattingLeadersQueryVariables, 'stat' | 'after'> = {
    where,
    qualifier: qualifierOf(choice.qualifying, role),
    by: choice.by ? [choice.by] : null,
    of: subjects[choice.of],
    direction: choice.direction,
    first: STEP,
  };
  const stat = statEnum(choice.stat);
  // Rows of one stat must not stand under the name of another.
  const options = { of, wanted, shape: `${choice.stat} ${choice.by} ${choice.of}` };
  const batting = usePages(battingLeaders, role === 'batting' ? { ...asked, stat: stat as BattingStat } : null, options);
  const pitching = usePages(pitchingLeaders, role === 'pitching' ? { ...asked, stat: stat as PitchingStat } : null, options);
  return role === 'batting' ? batting : pitching;
}

const nameOf = ({ player, team, league }: Leader) => player?.name.full ?? team?.name ?? league ?? '';

export function Ranking({ role, choice, period, where }: Props) {
  const { words, language } = useWords();
  const [params] = useSearchParams();
  const [, setColumns] = useParam('columns');
  const [wanted, more] = useRows(STEP);
  const query = useLeaders(role, choice, where, wanted);
  const rows: readonly Leader[] = query.data?.rows ?? [];
  const hasUnqualified = rows.some((row) => row.isQualified === false);
  const fields = beside(role, choice);
  const known = fields.filter((field) => rows.some(({ line }) => typeof line[field] === 'number' || typeof line[field] === 'string'));
  const told = rows.map((row) => ({ name: nameOf(row), caveats: row.line.caveats }));
  const columns = columnsOf({ role, choice, period, params, words, language }, hasUnqualified, known);
  const name = [statTitle(choice.stat, role, language), periodName(period, words, language)];
  if (choice.by) name.push(words.leaders.each(dimensionNames[choice.by][language]));
  const title = name.join(words.leaders.join);
  return (
    <div className="panels">
      <Panel
        title={title}
        isWide
        isStale={query.isPlaceholder}
        name={[words.common.leaders, role, choice.stat, periodName(period, words, 'en')]}
        csv={rows.length > 0 ? () => tableCsv(csvColumnsOf(role, choice), rows) : null}
        tools={
          <label className="field">
            <span className="unseen">{words.leaders.columns}</span>
            <select value={choice.columns} onChange={({ target: { value } }) => setColumns(value === 'usual' ? null : value)}>
              <option value="usual">{words.leaders.columnSets.usual}</option>
              <option value="statcast">{words.leaders.columnSets.statcast}</option>
            </select>
          </label>
        }
      >
        <Answer query={query}>
          {({ answer, hasMore }) =>
            rows.length === 0 ? (
              <WhyNobody role={role} stat={choice.stat} where={where} hasMinimum={choice.qualifying.kind !== 'all'} />
            ) : (
              <div className={query.isPlaceholder ? 'stale' : undefined} aria-busy={query.isPlaceholder}>
                <p className="muted" role="status">
                  {words.leaders.shown(rows.length, answer.leaders.totalCount)}
                </p>
                <Table
                  // Another question begins in the order of its ranks.
                  key={`${choice.stat} ${choice.direction} ${choice.by} ${choice.of}`}
                  label={words.common.tableOf(title)}
                  columns={columns}
                  rows={rows}
                  rowKey={(row) => [row.player?.id, row.team?.id, row.league, ...row.key.map(({ value }) => value)].join(' ')}
                />
                <More hasMore={hasMore} isFetching={query.isFetching} onMore={more} />
                <Without role={role} fields={fields.filter((field) => !known.includes(field))} rows={told} />
                <Caveats caveats={caveatsOfMany(told.map(({ name: who, caveats }) => ({ name: who, caveats: caveatsOf(caveats, choice.stat) })))} />
              </div>
            )
          }
        </Answer>
        <p className="muted leaders-foot">
          <Link href="/coverage">{words.leaders.whatIsLoaded}</Link>
        </p>
      </Panel>
    </div>
  );
}
