// The columns of the ranking, for the eye and for CSV.
import { Link } from 'wouter';

import { whereParams } from '../../filters';
import { periodText, type Period } from '../../period';
import { playerPath } from '../../ui/Layout';
import { Percentile } from '../../ui/Percentile';
import { caveatsOf, Mark } from '../../ui/Caveats';
import type { Column } from '../../ui/Table';
import { keptSearch } from '../../url';
import { dimensionNames } from '../../words/dimensions';
import type { Words } from '../../words/en';
import type { Language } from '../../words/language';
import { format, statName, type Role, type StatField } from '../../words/stats';
import { dayName } from '../../words/time';
import { valueName } from '../../words/values';
import type { Choice } from './choice';
import { columnSets, type Leader } from './queries';

interface Context {
  role: Role;
  choice: Choice;
  period: Period;
  params: URLSearchParams;
  words: Words;
  language: Language;
}

/** The same plays on another page; a row of one season or one day leads to that alone. */
function search(row: Leader, { role, period, params }: Context): string {
  const kept = new URLSearchParams(params);
  kept.set('role', role);
  kept.set('period', periodText(period));
  for (const { dimension, value } of row.key) {
    if (dimension === 'SEASON') kept.set('period', value);
    if (dimension === 'DATE') kept.set('period', `${value}..${value}`);
  }
  return keptSearch(kept, ['role', ...whereParams]);
}

/** The members of a team, ranked by the same. */
function teamSearch(code: string, { params }: Context): string {
  const kept = new URLSearchParams(params);
  kept.set('team', code);
  for (const name of ['of', 'by', 'rows', 'min']) kept.delete(name);
  return `?${kept.toString()}`;
}

/** The number a row is ranked by has a column of its own. */
export const beside = (role: Role, choice: Choice): StatField[] =>
  columnSets[role][choice.columns].filter((field) => field !== choice.stat);

/** `hasUnqualified`: somebody in the list does not reach the official qualifier, so it says who does. `fields`: the stats beside. */
export function columnsOf(context: Context, hasUnqualified: boolean, fields: readonly StatField[]): Column<Leader>[] {
  const { role, choice, words, language } = context;
  const columns: Column<Leader>[] = [
    {
      key: 'rank',
      label: words.leaders.rank,
      value: (row) => row.rank,
      show: (row) => (row.isTied ? words.leaders.tied(row.rank) : row.rank),
    },
  ];
  if (choice.of === 'players') {
    columns.push({
      key: 'player',
      label: words.common.player,
      isText: true,
      value: (row) => row.player?.name.full,
      show: (row) => row.player && <Link href={playerPath(row.player) + search(row, context)}>{row.player.name.full}</Link>,
    });
    columns.push({
      key: 'team',
      label: words.common.team,
      title: words.leaders.teamNow,
      isText: true,
      value: (row) => row.team?.code ?? row.player?.team?.code,
    });
  } else if (choice.of === 'teams') {
    columns.push({
      key: 'team',
      label: words.common.team,
      isText: true,
      value: (row) => row.team?.name,
      show: (row) => row.team && <Link href={`/leaders${teamSearch(row.team.code, context)}`}>{row.team.name}</Link>,
    });
  } else {
    columns.push({
      key: 'league',
      label: dimensionNames.LEAGUE[language],
      isText: true,
      value: (row) => row.league && valueName('LEAGUE', row.league, row.league, language),
    });
  }
  if (choice.by) {
    const { by } = choice;
    columns.push({
      key: by,
      label: dimensionNames[by][language],
      isText: true,
      value: (row) => row.key.find(({ dimension }) => dimension === by)?.value,
      show: (row) => {
        const key = row.key.find(({ dimension }) => dimension === by);
        if (!key) return '–';
        return by === 'DATE' ? dayName(key.value, language) : valueName(by, key.value, key.label, language);
      },
    });
  }
  const [short, long] = statName(choice.stat, role, language);
  columns.push(
    {
      key: 'value',
      label: short,
      title: long,
      value: (row) => row.value,
      show: (row) => (
        <>
          <b>{format(choice.stat, row.value, language)}</b>
          <Mark caveats={caveatsOf(row.line.caveats, choice.stat)} />
        </>
      ),
    },
    {
      key: 'percentile',
      label: words.leaders.percentile,
      title: words.leaders.percentileLong,
      value: (row) => row.percentile,
      show: (row) => (row.percentile === null ? '–' : <Percentile value={row.percentile} />),
    },
  );
  if (hasUnqualified) {
    columns.push({
      key: 'isQualified',
      label: words.leaders.qualified,
      title: words.leaders.qualifiedLong,
      value: (row) => (row.isQualified === null ? null : Number(row.isQualified)),
      show: (row) => (row.isQualified === null ? '–' : row.isQualified ? words.leaders.yes : words.leaders.no),
    });
  }
  for (const field of fields) columns.push(statColumn(field, role, language));
  return columns;
}

function statColumn(field: StatField, role: Role, language: Language): Column<Leader> {
  const [short, long] = statName(field, role, language);
  return {
    key: field,
    label: short,
    title: long,
    value: (row) => row.line[field],
    show: (row) => (
      <>
        {format(field, row.line[field], language)}
        {row.line[field] === null && <Mark caveats={caveatsOf(row.line.caveats, field)} />}
      </>
    ),
  };
}

/** The fields of the API in full, whatever the table shows of them. */
export function csvColumnsOf(role: Role, choice: Choice): Column<Leader>[] {
  const field = (key: string, value: Column<Leader>['value']): Column<Leader> => ({ key, label: key, value });
  const columns = [field('rank', (row) => row.rank), field('isTied', (row) => String(row.isTied))];
  if (choice.of === 'players') {
    columns.push(
      field('player', (row) => row.player?.name.full),
      field('mlbamId', (row) => row.player?.mlbamId),
      field('team', (row) => row.team?.code ?? row.player?.team?.code),
    );
  } else if (choice.of === 'teams') {
    columns.push(field('team', (row) => row.team?.code));
  } else {
    columns.push(field('league', (row) => row.league));
  }
  if (choice.by) columns.push(field(choice.by, (row) => row.key.find(({ dimension }) => dimension === choice.by)?.value));
  columns.push(field('stat', () => choice.stat), field('value', (row) => row.value), field('percentile', (row) => row.percentile));
  if (choice.of === 'players') columns.push(field('isQualified', (row) => (row.isQualified === null ? null : String(row.isQualified))));
  for (const key of beside(role, choice)) columns.push(field(key, (row) => row.line[key]));
  return columns;
}
