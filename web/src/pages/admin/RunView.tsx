// One run: how far it is, what it says, and what can be done about it.
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { request, type ApiError } from '../../api/client';
import type { CrawlRunInFullFragment } from '../../api/generated/graphql';
import type { RunChangeStatus } from '../../api/generated/schema';
import { Ago } from '../../ui/Ago';
import { Panel } from '../../ui/Panel';
import { Answer, Empty, Failed } from '../../ui/State';
import { useParam } from '../../url';
import { formatAs } from '../../words/format';
import { useWords } from '../../words/language';
import { clock, momentName } from '../../words/time';
import { useRun, type Way } from './live';
import { Progress } from './Progress';
import { cancelRun, isOver, retryRun } from './queries';
import { runName, RunState } from './RunState';

export function RunView({ id }: { id: string }) {
  const { words, language } = useWords();
  const [, choose] = useParam('run');
  const query = useRun(id);
  const run = query.data?.crawlRun;
  return (
    <Panel
      title={run ? runName(run, words, language) : words.admin.run}
      isWide
      tools={
        <>
          {run && <RunState status={run.status} />}
          {run && query.way !== 'over' && <span className="badge">{words.admin.ways[query.way as Exclude<Way, 'over'>]}</span>}
          <button type="button" className="quiet" onClick={() => choose(null)}>
            {words.common.close}
          </button>
        </>
      }
    >
      <Answer query={query}>{({ crawlRun: found }) => (found ? <InFull run={found} /> : <Empty hint={words.admin.noRun} />)}</Answer>
    </Panel>
  );
}

const counts = ['requests', 'bodiesNew', 'bodiesUnchanged', 'bodiesRefused', 'gamesChanged', 'gamesUnchanged', 'rowsLoaded'] as const;

function InFull({ run }: { run: CrawlRunInFullFragment }) {
  const { words, language } = useWords();
  const own = words.admin;
  const times = [
    [own.asked, run.createdAt],
    [own.began, run.startedAt],
    [own.ended, run.finishedAt],
  ] as const;
  return (
    <>
      <Progress run={run} />
      {run.error && (
        <p className="state state-failed" role="alert">
          <strong>{own.error}</strong>
          <span>{run.error}</span>
        </p>
      )}
      <Changes run={run} />
      <dl className="facts">
        <div>
          <dt>{own.by}</dt>
          <dd>{run.requestedBy}</dd>
        </div>
        {run.isForced && (
          <div>
            <dt>{own.forced}</dt>
            <dd>{own.yes}</dd>
          </div>
        )}
        {times.map(([label, at]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{at ? <Ago at={at} /> : '–'}</dd>
          </div>
        ))}
        {counts.map((key) => (
          <div key={key}>
            <dt>{own.counts[key]}</dt>
            <dd className={key === 'bodiesRefused' && run.counts[key] > 0 ? 'look' : undefined}>{formatAs('count', run.counts[key], language)}</dd>
          </div>
        ))}
      </dl>
      <h3>{own.messages}</h3>
      {run.messages.length === 0 ? (
        <p className="muted">{own.noMessages}</p>
      ) : (
        <ol className="messages" aria-label={own.messages} tabIndex={0}>
          {run.messages.toReversed().map((message, place) => (
            <li key={run.messages.length - place} className={`message-${message.level.toLowerCase()}`}>
              <time dateTime={message.at} title={momentName(message.at, language)}>
                {clock(message.at, language)}
              </time>
              <b>{own.levels[message.level]}</b>
              <span>
                {message.task && <code>{message.task}</code>} {message.text}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

interface Changed {
  changed: { status: RunChangeStatus; message: string | null };
}

/** Cancelling what goes on and trying again what did not end well. */
function Changes({ run }: { run: CrawlRunInFullFragment }) {
  const { words } = useWords();
  const client = useQueryClient();
  const change = useMutation<Changed, ApiError, 'cancel' | 'retry'>({
    mutationFn: (what) => request(what === 'cancel' ? cancelRun : retryRun, { id: run.id }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['run', run.id] });
      await client.invalidateQueries({ queryKey: ['pages'] });
    },
  });
  const changed = change.data?.changed;
  // What was done shows in the run itself once it is over.
  const said =
    changed?.status === 'DONE'
      ? !isOver(run.status) && change.variables && [words.admin.done[change.variables]]
      : changed && [words.admin.changed[changed.status], changed.message];
  return (
    <div className="run-changes">
      {!isOver(run.status) && (
        <button type="button" disabled={change.isPending} onClick={() => change.mutate('cancel')}>
          {words.admin.cancel}
        </button>
      )}
      {(run.status === 'FAILED' || run.status === 'CANCELLED') && (
        <button type="button" disabled={change.isPending} onClick={() => change.mutate('retry')}>
          {words.admin.retry}
        </button>
      )}
      <span className={changed?.status === 'DONE' ? 'said' : 'said said-no'} role="status">
        {said && said.filter(Boolean).join(' ')}
      </span>
      {change.error && <Failed error={change.error} />}
    </div>
  );
}
