// The line of a player: the usual stats in a row, and bars that tell how each stat stands among the league.
import type { CSSProperties } from 'react';

import { csv } from '../../download';
import { Caveats, caveatsOf } from '../../ui/Caveats';
import type { Period } from '../../period';
import { Panel } from '../../ui/Panel';
import { Empty, NotCovered } from '../../ui/State';
import { Table } from '../../ui/Table';
import { useWords, type Language } from '../../words/language';
import type { Named } from '../../words/naming';
import { fieldOf, statName, type Role, type StatField } from '../../words/stats';
import type { BattingStat, PitchingStat } from '../../api/generated/schema';
import { Choice, useChoice } from './Choice';
import { statColumns, Value, type Line } from './columns';
import { fileWords } from './role';

/** How a stat of his stands among those who qualify. */
export interface Rank {
  stat: BattingStat | PitchingStat;
  value: number | null;
  rank: number | null;
  /** Of so many. */
  of: number;
  /** 100 is the best. */
  percentile: number | null;
  isQualified: boolean;
}

/** Stats whose bars show together. */
export interface BarGroup {
  /** As the URL's `line` has it. */
  key: string;
  name: Named;
  stats: readonly StatField[];
}

interface Props {
  player: { name: string };
  role: Role;
  line: Line;
  /** The stats of the row on top. */
  fields: readonly StatField[];
  ranks: readonly Rank[];
  groups: readonly [BarGroup, ...BarGroup[]];
  isStale?: boolean;
  /** Names its files. */
  period?: Period;
}

/** Whether anything happened under the choice: a game without a turn at bat is something. */
export function hasPlays(line: Line, role: Role): boolean {
  return Boolean((role === 'batting' ? line.plateAppearances : line.battersFaced) || line.games);
}

/** Rows of the CSV: every stat of the line with its rank where it has one. */
function lineCsv(line: Line, ranks: ReadonlyMap<StatField, Rank>): string {
  const fields = (Object.keys(line) as (StatField | 'caveats')[]).filter((field) => field !== 'caveats');
  const rows = fields.map((field) => {
    const rank = ranks.get(field);
    return [field, line[field], rank?.rank, rank?.of, rank?.percentile, rank && String(rank.isQualified)];
  });
  return csv(['stat', 'value', 'rank', 'of', 'percentile', 'isQualified'], rows);
}

export function LinePanel({ player, role, line, fields, ranks, groups, isStale = false, period }: Props) {
  const { words, language } = useWords();
  const keys = groups.map((group) => group.key) as [string, ...string[]];
  const [key, setKey] = useChoice('line', keys);
  const group = groups.find((one) => one.key === key) ?? groups[0];
  const of = new Map(ranks.map((rank) => [fieldOf(rank.stat) as StatField, rank]));
  const ranked = ranks.find((rank) => rank.of > 0);
  const has = hasPlays(line, role);
  const isUncovered = group.stats.every((field) => line[field] == null && caveatsOf(line.caveats, field).length > 0);
  return (
    <Panel
      title={words.player.line}
      isWide
      isStale={isStale}
      name={fileWords(player, period, role, 'line')}
      csv={has ? () => lineCsv(line, of) : null}
    >
      {!has ? (
        <Empty />
      ) : (
        <div className="line" aria-busy={isStale}>
          <Table
            label={words.player.table(words.player.line)}
            columns={statColumns<Line>(fields, role, language, (row) => row).map((column) => ({ ...column, isFixed: true }))}
            rows={[line]}
            rowKey={() => 'line'}
          />
          <div className="line-head">
            <h3>{words.player.percentiles}</h3>
            <Choice
              label={words.player.statGroup}
              values={keys}
              nameOf={(one) => groups.find((candidate) => candidate.key === one)?.name[language] ?? one}
              value={key}
              onChange={setKey}
            />
          </div>
          {isUncovered ? <NotCovered /> : <Bars group={group} role={role} line={line} ranks={of} language={language} />}
          <p className="muted small">
            {ranked ? (ranked.isQualified ? words.player.among(ranked.of) : words.player.notQualified(ranked.of)) : words.player.nobodyQualified}
          </p>
          <Caveats caveats={line.caveats.filter((caveat) => [...fields, ...group.stats].some((field) => caveat.stats.includes(field)))} />
        </div>
      )}
    </Panel>
  );
}

/** From the colour of the worst through that of the middle to that of the best. */
function colour(percentile: number): string {
  // Steeper in the middle, where half of the way would be but a muddy grey.
  const share = Math.round(100 * (Math.abs(percentile - 50) / 50) ** 0.6);
  return `color-mix(in oklab, var(${percentile < 50 ? '--low' : '--high'}) ${share}%, var(--middle))`;
}

interface BarsProps {
  group: BarGroup;
  role: Role;
  line: Line;
  ranks: ReadonlyMap<StatField, Rank>;
  language: Language;
}

function Bars({ group, role, line, ranks, language }: BarsProps) {
  const { words } = useWords();
  return (
    <ul className="bars" aria-label={group.name[language]}>
      {group.stats.map((field) => {
        const [short, long] = statName(field, role, language);
        const rank = ranks.get(field);
        const percentile = rank?.percentile ?? null;
        const style = percentile === null ? {} : ({ '--at': `${percentile}%`, '--tone': colour(percentile) } as CSSProperties);
        return (
          <li key={field} data-qualified={rank?.isQualified ?? false}>
            <span className="bar-name" title={long}>
              {short}
            </span>
            <b className="bar-value">
              <Value field={field} line={line} language={language} />
            </b>
            <span className="bar" style={style} aria-hidden="true">
              {percentile !== null && <i />}
            </span>
            <span className="bar-percentile">
              {percentile === null ? '–' : Math.round(percentile)}
              <span className="unseen"> {words.player.percentile}</span>
            </span>
            <span className="bar-rank">{rank && rank.rank !== null && rank.of > 0 ? words.player.rankOf(rank.rank, rank.of) : ''}</span>
          </li>
        );
      })}
    </ul>
  );
}
