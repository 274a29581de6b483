// The runs, newest first; those that go on are asked about again and again.
import { useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';

import type { CrawlRunsQuery } from '../../api/generated/graphql';
import type { CrawlRunFilter, RunKind, RunStatus, Source } from '../../api/generated/schema';
import { usePages } from '../../api/pages';
import { Ago } from '../../ui/Ago';
import { More, useRows } from '../../ui/More';
import { Panel } from '../../ui/Panel';
import { Answer, Empty } from '../../ui/State';
import { Table, type Column } from '../../ui/Table';
import { useWords } from '../../words/language';
import { crawlRuns, isOver, type Run } from './queries';
import { runName, RunState } from './RunState';

const STEP = 25;

/** What the URL's `status` stands for. */
const statuses = {
  active: ['QUEUED', 'RUNNING'],
  succeeded: ['SUCCEEDED'],
  failed: ['FAILED'],
  cancelled: ['CANCELLED'],
} as const satisfies Record<string, readonly RunStatus[]>;
type Status = keyof typeof statuses;
const kinds: Record<string, RunKind> = { crawl: 'CRAWL', rebuild: 'REBUILD' };
const sources: Record<string, Source> = { statsapi: 'STATSAPI', savant: 'SAVANT', retrosheet: 'RETROSHEET', register: 'REGISTER' };

const own = <T,>(record: Record<string, T>, key: string | null): T | undefined =>
  key !== null && Object.hasOwn(record, key) ? record[key] : undefined;

const of = (answer: CrawlRunsQuery) => answer.crawlRuns;
const isMoving = (run: Run) => !isOver(run.status);

export function Runs({ chosen }: { chosen: string | null }) {
  const { words, language } = useWords();
  const [params, setParams] = useSearchParams();
  const [wanted, more] = useRows(STEP);
  const filter = useMemo<CrawlRunFilter>(() => {
    const status: readonly RunStatus[] | undefined = own<readonly RunStatus[]>(statuses, params.get('status'));
    return {
      statuses: status ? [...status] : null,
      kind: own(kinds, params.get('kind')) ?? null,
      source: own(sources, params.get('source')) ?? null,
    };
  }, [params]);
  const query = usePages(crawlRuns, { filter, first: STEP }, { of, wanted, isMoving });
  const set = (name: string, value: string) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.delete('rows');
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const search = (run: Run) => {
    const next = new URLSearchParams(params);
    next.set('run', run.id);
    return next.toString();
  };
  const columns: Column<Run>[] = [
    {
      key: 'what',
      label: words.admin.run,
      isText: true,
      isFixed: true,
      value: (run) => runName(run, words, language),
      show: (run) => (
        <Link href={`/admin?${search(run)}`} aria-current={run.id === chosen ? 'true' : undefined}>
          {runName(run, words, language)}
        </Link>
      ),
    },
    { key: 'status', label: words.coverage.status, isText: true, isFixed: true, value: (run) => run.status, show: (run) => <RunState status={run.status} /> },
    { key: 'kind', label: words.admin.kind, isText: true, isFixed: true, value: (run) => words.admin.kinds[run.kind] },
    {
      key: 'tasks',
      label: words.admin.tasksShort,
      isFixed: true,
      value: (run) => `${run.tasksDone} / ${run.tasksTotal}`,
    },
    {
      key: 'tasksFailed',
      label: words.admin.failed,
      isFixed: true,
      value: (run) => run.tasksFailed,
      show: (run) => (run.tasksFailed > 0 ? <strong className="look">▲ {run.tasksFailed}</strong> : 0),
    },
    { key: 'requestedBy', label: words.admin.by, isText: true, isFixed: true, value: (run) => run.requestedBy },
    { key: 'createdAt', label: words.admin.asked, isText: true, isFixed: true, value: (run) => run.createdAt, show: (run) => <Ago at={run.createdAt} /> },
  ];
  const pick = (name: string, label: string, values: readonly (readonly [string, string])[]) => (
    <select aria-label={label} value={params.get(name) ?? ''} onChange={({ target: { value } }) => set(name, value)}>
      <option value="">
        {label}: {words.common.any}
      </option>
      {values.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <Panel title={words.admin.runs} isWide>
      <div className="controls">
        {pick('status', words.coverage.status, (Object.keys(statuses) as Status[]).map((one) => [one, words.admin.statusFilter[one]] as const))}
        {pick('kind', words.admin.kind, Object.entries(kinds).map(([value, kind]) => [value, words.admin.kinds[kind]] as const))}
        {pick('source', words.coverage.source, Object.entries(sources).map(([value, source]) => [value, words.coverage.sourceNames[source]] as const))}
      </div>
      <Answer query={query}>
        {({ rows, hasMore }) =>
          rows.length === 0 ? (
            <Empty hint={words.admin.noRuns} />
          ) : (
            <>
              <Table label={words.common.tableOf(words.admin.runs)} columns={columns} rows={rows} rowKey={(run) => run.id} />
              <More hasMore={hasMore} isFetching={query.isFetching} onMore={more} />
            </>
          )
        }
      </Answer>
    </Panel>
  );
}
