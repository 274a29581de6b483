// One season in full: what there is, from where, and where sources disagree.
import { useApi } from '../../api/hooks';
import { Ago } from '../../ui/Ago';
import { Panel } from '../../ui/Panel';
import { Answer, Empty } from '../../ui/State';
import { Table, tableCsv, type Column } from '../../ui/Table';
import { useWords } from '../../words/language';
import { daysName } from '../../words/time';
import { Agreement } from './Agreement';
import { Bodies } from './Bodies';
import { Games } from './Games';
import { Count, Wrong } from './Numbers';
import { coverageSeason, type Season } from './queries';
import { StatcastAgreement } from './StatcastAgreement';

export function SeasonDetail({ season }: { season: number }) {
  const query = useApi(coverageSeason, { season });
  return (
    <Answer query={query}>
      {({ coverage: [row] }) =>
        row === undefined ? (
          <Empty />
        ) : (
          <div className="panels">
            <Summary season={row} />
            <Sources season={row} />
            <Agreement season={row} />
            <Games season={row} />
            <StatcastAgreement season={row} />
            <Bodies season={row} />
          </div>
        )
      }
    </Answer>
  );
}

const games = ['gamesScheduled', 'gamesPlayed', 'gamesFinal', 'gamesPostponed', 'gamesSuspended', 'gamesCancelled', 'gamesLoaded'] as const;
const rows = ['pitchRows', 'missingPitches', 'plateAppearances', 'missingPlateAppearances', 'unendedPlateAppearances'] as const;

function Summary({ season }: { season: Season }) {
  const { words } = useWords();
  const { fields } = words.coverage;
  const isSame = season.scoredPlateAppearances === season.boxScorePlateAppearances;
  return (
    <Panel title={words.coverage.seasonOf(season.season)} isWide>
      <dl className="facts">
        {games.map((key) => (
          <div key={key} title={fields[key][1]}>
            <dt>{fields[key][0]}</dt>
            <dd>
              <Count n={season[key]} />
            </dd>
          </div>
        ))}
        <div title={fields.gamesMissing[1]}>
          <dt>{fields.gamesMissing[0]}</dt>
          <dd>
            <Wrong n={season.gamesMissing} />
          </dd>
        </div>
        <div title={fields.gamesComplete[1]}>
          <dt>{fields.gamesComplete[0]}</dt>
          <dd>
            <Count n={season.gamesComplete} />
          </dd>
        </div>
        <div title={fields.gamesDiffering[1]}>
          <dt>{fields.gamesDiffering[0]}</dt>
          <dd>
            <Wrong n={season.gamesDiffering} />
          </dd>
        </div>
        <div title={fields.scoredPlateAppearances[1]}>
          <dt>{fields.scoredPlateAppearances[0]}</dt>
          <dd className={isSame ? undefined : 'look'}>
            {!isSame && <span aria-hidden="true">▲ </span>}
            <Count n={season.scoredPlateAppearances} /> / <Count n={season.boxScorePlateAppearances} />
          </dd>
        </div>
        {rows.map((key) => (
          <div key={key} title={fields[key][1]}>
            <dt>{fields[key][0]}</dt>
            <dd>
              <Count n={season[key]} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

type SourceRow = Season['sources'][number];

function Sources({ season }: { season: Season }) {
  const { words, language } = useWords();
  const own = words.coverage;
  const columns: Column<SourceRow>[] = [
    { key: 'source', label: own.source, isText: true, value: (row) => row.source, show: (row) => own.playSources[row.source] },
    { key: 'gamesLoaded', label: own.fields.gamesLoaded[0], value: (row) => row.gamesLoaded, show: (row) => <Count n={row.gamesLoaded} /> },
    { key: 'gamesMissing', label: own.fields.gamesMissing[0], value: (row) => row.gamesMissing, show: (row) => <Wrong n={row.gamesMissing} /> },
    {
      key: 'days',
      label: own.days,
      isText: true,
      value: (row) => row.firstDate && `${row.firstDate}..${row.lastDate}`,
      show: (row) => (row.firstDate && row.lastDate ? daysName(row.firstDate, row.lastDate, language) : '–'),
    },
    {
      key: 'lastCrawledAt',
      label: own.fields.lastCrawledAt[0],
      isText: true,
      value: (row) => row.lastCrawledAt,
      show: (row) => (row.lastCrawledAt ? <Ago at={row.lastCrawledAt} /> : '–'),
    },
  ];
  return (
    <Panel title={own.sources} csv={() => tableCsv(columns, season.sources)} name={['coverage', season.season, 'sources']}>
      <Table label={words.common.tableOf(own.sources)} columns={columns} rows={season.sources} rowKey={(row) => row.source} />
    </Panel>
  );
}
