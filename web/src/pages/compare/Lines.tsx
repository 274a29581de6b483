// The table: stats as rows, players as columns, the best of each row marked.
import { Fragment, useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';

import { useEach } from '../../api/each';
import type { TypedDocumentString } from '../../api/generated/graphql';
import type { BattingStat, PitchingStat } from '../../api/generated/schema';
import { csv } from '../../download';
import { whereParams } from '../../filters';
import { periodText } from '../../period';
import { Caveats, caveatsOf, Mark } from '../../ui/Caveats';
import { caveatsOfMany, caveatsOn } from '../../ui/caveatsOfMany';
import { playerPath } from '../../ui/Layout';
import { Panel } from '../../ui/Panel';
import { Percentile } from '../../ui/Percentile';
import { Without } from '../../ui/Without';
import { keptSearch, useParam } from '../../url';
import { useWords } from '../../words/language';
import { periodName } from '../../words/period';
import { fieldOf, format, statEnum, statName, type Role, type StatField } from '../../words/stats';
import { Key } from './Key';
import type { Asked, Member } from './member';
import { battingRanks, pitchingRanks } from './ranks';
import { bestOf, groupsOf, hasBest, setNames } from './sets';

interface Rank {
  stat: BattingStat | PitchingStat;
  rank: number | null;
  of: number;
  percentile: number | null;
  isQualified: boolean;
}
type RanksDocument = TypedDocumentString<{ player: { ranks: readonly Rank[] } | null }, Asked & { stats: unknown }>;

/** By member and field. */
function useRanks(role: Role, members: readonly Member[], fields: readonly StatField[]): Map<StatField, Rank>[] {
  const stats = useMemo(() => fields.map(statEnum), [fields]);
  const document = (role === 'batting' ? battingRanks : pitchingRanks) as RanksDocument;
  const answers = useEach(document, members.map(({ asked }) => ({ ...asked, stats })));
  return answers.map(({ data }) => new Map(data?.player?.ranks.map((rank) => [fieldOf(rank.stat), rank])));
}

export function Lines({ role, members }: { role: Role; members: readonly Member[] }) {
  const { words, language } = useWords();
  const own = words.compare;
  const [params] = useSearchParams();
  const [asked, setSet] = useParam('stats');
  const set = setNames.find((name) => name === asked) ?? 'main';
  const all = useMemo(() => groupsOf(role, set), [role, set]);
  const fields = useMemo(() => all.flatMap(({ stats }) => stats), [all]);
  const isKnown = (field: StatField) => members.some(({ player: { line } }) => line[field] !== null && line[field] !== undefined);
  const groups = all.map(({ group, stats }) => ({ group, stats: stats.filter(isKnown) })).filter(({ stats }) => stats.length > 0);
  const ranked = useMemo(() => fields.filter((field) => hasBest(field, role)), [fields, role]);
  const ranks = useRanks(role, members, ranked);

  const told = members.map(({ label, player }) => ({ name: label, caveats: player.line.caveats }));
  // What is said of stats that are not shown would be a riddle.
  const shown = groups.flatMap(({ stats }) => stats);
  const toCsv = () =>
    csv(
      ['player', 'mlbamId', 'period', ...fields],
      members.map(({ player, period }) => [player.name.full, player.mlbamId, periodText(period), ...fields.map((field) => player.line[field])]),
    );
  const search = ({ period }: Member) => {
    const kept = new URLSearchParams(params);
    kept.set('role', role);
    kept.set('period', periodText(period));
    return keptSearch(kept, ['role', ...whereParams]);
  };
  const title = role === 'batting' ? words.common.batting : words.common.pitching;
  const outside = [...ranks.flatMap((rank) => [...rank.values()])].some(({ isQualified }) => !isQualified);
  return (
    <Panel
      title={title}
      isWide
      csv={toCsv}
      name={[words.common.compare, role, ...members.map(({ player }) => player.name.full)]}
      tools={
        <select aria-label={own.stats} value={set} onChange={({ target: { value } }) => setSet(value === 'main' ? null : value)}>
          {setNames.map((name) => (
            <option key={name} value={name}>
              {own.sets[name]}
            </option>
          ))}
        </select>
      }
    >
      <div className="table-scroll" tabIndex={0} role="region" aria-label={words.common.tableOf(title)}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="text">
                {own.stat}
              </th>
              {members.map((member) => (
                <th key={member.key} scope="col">
                  <Key place={member.place} />
                  <Link href={playerPath(member.player) + search(member)}>{member.player.name.full}</Link>
                  <small>{periodName(member.period, words, language)}</small>
                  {!member.player.line.games && <small>{own.noGames}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ group, stats }) => (
              <Fragment key={group.en}>
                <tr className="group">
                  <th scope="colgroup" className="text" colSpan={members.length + 1}>
                    {group[language]}
                  </th>
                </tr>
                {stats.map((field) => (
                  <Row key={field} role={role} field={field} members={members} ranks={ranks} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted legend">
        <span aria-hidden="true">★</span> {own.legend} {outside && own.outside}
      </p>
      <Without role={role} fields={fields.filter((field) => !isKnown(field))} rows={told} />
      <Caveats caveats={caveatsOfMany(told.map(({ name, caveats }) => ({ name, caveats: caveatsOn(caveats, shown) })))} />
    </Panel>
  );
}

interface RowProps {
  role: Role;
  field: StatField;
  members: readonly Member[];
  ranks: readonly Map<StatField, Rank>[];
}

function Row({ role, field, members, ranks }: RowProps) {
  const { words, language } = useWords();
  const [short, long] = statName(field, role, language);
  // Who did not play is not the one with the fewest hits allowed.
  const best = bestOf(field, role, members.map(({ player: { line } }) => (line.games ? line[field] : null)));
  return (
    <tr>
      <th scope="row" className="text" title={long}>
        {short}
        <span className="long">{long === short ? '' : long}</span>
      </th>
      {members.map(({ key, player }, place) => {
        const rank = ranks[place]?.get(field);
        const isBest = best.has(place);
        return (
          <td key={key} className={isBest ? 'best' : undefined}>
            {isBest && (
              <>
                <span aria-hidden="true">★ </span>
                <span className="unseen">{words.compare.best} </span>
              </>
            )}
            {format(field, player.line[field], language)}
            <Mark caveats={caveatsOf(player.line.caveats, field)} />
            {rank && rank.percentile !== null && rank.rank !== null ? (
              <Percentile value={rank.percentile} isOutside={!rank.isQualified} title={words.compare.rankOf(rank.rank, rank.of)} />
            ) : (
              // Numbers stand below each other, ranked or not.
              <span className="percentile" aria-hidden="true" />
            )}
          </td>
        );
      })}
    </tr>
  );
}
