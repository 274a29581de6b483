// A run as it goes on: over a WebSocket, and by asking again where there is none.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { request, type ApiError } from '../../api/client';
import type { CrawlRunQuery, RunProgressSubscription } from '../../api/generated/graphql';
import { crawlRun, isOver, runProgress } from './queries';

const POLL_MS = 2_000;

/** How news of a run comes: `live` as it happens, `polled` every few seconds, `over` no more. */
export type Way = 'live' | 'polled' | 'over';

export function useRun(id: string) {
  const client = useQueryClient();
  const [isSocketGone, setSocketGone] = useState(false);
  const query = useQuery<CrawlRunQuery, ApiError>({
    queryKey: ['run', id],
    queryFn: ({ signal }) => request(crawlRun, { id }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const run = state.data?.crawlRun;
      return isSocketGone && run && !isOver(run.status) ? POLL_MS : false;
    },
  });
  const run = query.data?.crawlRun;
  const isGoingOn = run !== undefined && run !== null && !isOver(run.status);

  useEffect(() => {
    if (!isGoingOn || isSocketGone) return;
    let isLeft = false;
    let close = () => {};
    const follow = async () => {
      // The library comes only with a run that goes on.
      const { createClient } = await import('graphql-ws');
      if (isLeft) return;
      // The cookie of the session says who asks, as it does over HTTP.
      const socket = createClient({ url: location.origin.replace(/^http/, 'ws') + '/graphql', retryAttempts: 2 });
      close = () => void socket.dispose();
      for await (const { data, errors } of socket.iterate<RunProgressSubscription>({ query: runProgress.toString(), variables: { id } })) {
        if (isLeft) return;
        if (errors?.length || !data) throw new Error(errors?.[0]?.message ?? 'no data');
        client.setQueryData<CrawlRunQuery>(['run', id], { crawlRun: data.runProgress });
      }
      // The server ends it with the run; whatever it is, the last word is the API's.
      if (!isLeft) void client.invalidateQueries({ queryKey: ['run', id] });
    };
    follow().catch(() => {
      if (!isLeft) setSocketGone(true);
    });
    return () => {
      isLeft = true;
      close();
    };
  }, [id, isGoingOn, isSocketGone, client]);

  // A run that ended has changed the list of runs and, maybe, every number.
  const wasGoingOn = useRef(false);
  useEffect(() => {
    if (wasGoingOn.current && !isGoingOn) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'run' });
    wasGoingOn.current = isGoingOn;
  }, [isGoingOn, client]);

  const way: Way = !isGoingOn ? 'over' : isSocketGone ? 'polled' : 'live';
  return { ...query, way };
}
