// What is loaded, how fresh and how complete: season by season, and one season in full.
import '../../style/coverage.css';
import '../../style/facts.css';

import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';

import { useApi } from '../../api/hooks';
import { Ago } from '../../ui/Ago';
import { useTitle } from '../../ui/Layout';
import { Panel } from '../../ui/Panel';
import { Answer, Empty } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useParam } from '../../url';
import type { Words } from '../../words/en';
import { useWords, type Language } from '../../words/language';
import { daysName } from '../../words/time';
import { Count, Verdict, Wrong } from './Numbers';
import { coverageSeasons, type SeasonRow } from './queries';
import { SeasonDetail } from './SeasonDetail';

export default function Coverage() {
  const { words, language } = useWords();
  const query = useApi(coverageSeasons, {});
  const [asked] = useParam('season');
  const [params] = useSearchParams();
  useTitle(words.common.coverage);
  const rows = query.data?.coverage ?? [];
  const season = rows.find((row) => String(row.season) === asked)?.season ?? rows[0]?.season;
  const columns = useMemo(() => columnsOf(words, language, season, params), [words, language, season, params]);
  return (
    <div className="page coverage">
      <h1>{words.common.coverage}</h1>
      <p className="lead">{words.coverage.lead}</p>
      <Answer query={query}>
        {() =>
          season === undefined ? (
            <Empty hint={`${words.state.noGames} ${words.state.noGamesHint}`} />
          ) : (
            <>
              <div className="panels">
                <Panel title={words.coverage.seasons} isWide csv={() => tableCsv(csvColumnsOf(columns), rows)} name={['coverage']}>
                  <Table label={words.common.tableOf(words.coverage.seasons)} columns={columns} rows={rows} rowKey={(row) => String(row.season)} />
                </Panel>
              </div>
              <SeasonDetail key={season} season={season} />
            </>
          )
        }
      </Answer>
    </div>
  );
}

/** The API has two days where the table has one span. */
function csvColumnsOf(columns: readonly Column<SeasonRow>[]): Column<SeasonRow>[] {
  const days = (['firstDate', 'lastDate'] as const).map((key) => ({ key, label: key, value: (row: SeasonRow) => row[key] }));
  return columns.flatMap((column) => (column.key === 'days' ? days : column.key === 'state' ? [] : [column]));
}

function columnsOf(words: Words, language: Language, season: number | undefined, params: URLSearchParams): Column<SeasonRow>[] {
  const own = words.coverage;
  const search = (row: SeasonRow) => {
    const next = new URLSearchParams(params);
    next.set('season', String(row.season));
    for (const name of ['list', 'counter', 'counters', 'rows']) next.delete(name);
    return next.toString();
  };
  const count = (key: 'gamesScheduled' | 'gamesPlayed' | 'gamesLoaded' | 'gamesComplete' | 'pitchRows' | 'missingPlateAppearances') => ({
    key,
    label: own.fields[key][0],
    title: own.fields[key][1],
    value: (row: SeasonRow) => row[key],
    show: (row: SeasonRow) => <Count n={row[key]} />,
  });
  const wrong = (key: 'gamesMissing' | 'gamesDiffering') => ({
    key,
    label: own.fields[key][0],
    title: own.fields[key][1],
    value: (row: SeasonRow) => row[key],
    show: (row: SeasonRow) => <Wrong n={row[key]} />,
  });
  return [
    {
      key: 'season',
      label: words.period.season,
      value: (row) => row.season,
      show: (row) => (
        <Link href={`/coverage?${search(row)}`} aria-current={row.season === season ? 'true' : undefined}>
          {row.season}
        </Link>
      ),
    },
    {
      key: 'state',
      label: own.state,
      isText: true,
      value: (row) => (row.gamesMissing + row.gamesDiffering === 0 ? 'ok' : 'look'),
      show: (row) => {
        const isWell = row.gamesMissing + row.gamesDiffering === 0;
        return <Verdict isWell={isWell}>{isWell ? own.well : own.needsLook}</Verdict>;
      },
    },
    count('gamesScheduled'),
    count('gamesPlayed'),
    count('gamesLoaded'),
    wrong('gamesMissing'),
    count('gamesComplete'),
    wrong('gamesDiffering'),
    {
      key: 'days',
      label: own.days,
      isText: true,
      value: (row) => row.firstDate,
      show: (row) => (row.firstDate && row.lastDate ? daysName(row.firstDate, row.lastDate, language) : '–'),
    },
    {
      key: 'lastCrawledAt',
      label: own.fields.lastCrawledAt[0],
      title: own.fields.lastCrawledAt[1],
      isText: true,
      value: (row) => row.lastCrawledAt,
      show: (row) => (row.lastCrawledAt ? <Ago at={row.lastCrawledAt} /> : '–'),
    },
    count('pitchRows'),
    count('missingPlateAppearances'),
    {
      key: 'sources',
      label: own.sources,
      isText: true,
      value: (row) => row.sources.filter((source) => source.gamesLoaded > 0).map((source) => source.source).join(' '),
      show: (row) => row.sources.filter((source) => source.gamesLoaded > 0).map((source) => own.playSources[source.source]).join(', ') || '–',
    },
  ];
}
