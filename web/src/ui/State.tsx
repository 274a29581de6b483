// What stands where numbers would: loading, nothing, not covered and failed look different.
import type { ReactNode } from 'react';
import { Link } from 'wouter';

import type { ApiError } from '../api/client';
import { useWords } from '../words/language';

export function Loading() {
  const { words } = useWords();
  return (
    <p className="state state-loading" role="status">
      {words.common.loading}…
    </p>
  );
}

/** Nothing happened under this choice. */
export function Empty({ hint }: { hint?: ReactNode }) {
  const { words } = useWords();
  return (
    <div className="state state-empty" role="status">
      <strong>{words.state.none}</strong>
      <span>{hint ?? words.state.noneHint}</span>
    </div>
  );
}

/** The sources that are loaded do not say. */
export function NotCovered({ hint }: { hint?: ReactNode }) {
  const { words } = useWords();
  return (
    <div className="state state-uncovered" role="status">
      <strong>{words.state.notCovered}</strong>
      <span>{hint ?? words.state.notCoveredHint}</span>
    </div>
  );
}

export function Failed({ error, again }: { error: ApiError; again?: (() => void) | undefined }) {
  const { words } = useWords();
  return (
    <div className="state state-failed" role="alert">
      <strong>{words.state.failed}</strong>
      <span>{words.state.codes[error.code] ?? error.message}</span>
      {error.requestId && <small>{words.state.request(error.requestId)}</small>}
      {error.isAboutKey ? (
        <Link href={`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`}>{words.sign.title}</Link>
      ) : (
        // What does not exist will not the next time.
        again &&
        error.code !== 'BAD_USER_INPUT' && (
          <button type="button" onClick={again}>
            {words.state.again}
          </button>
        )
      )}
    </div>
  );
}

interface Query<Data> {
  data: Data | undefined;
  error: ApiError | null;
  refetch: () => unknown;
}

/** The answer to a query, or what stands for it. */
export function Answer<Data>({ query, children }: { query: Query<Data>; children: (data: Data) => ReactNode }) {
  if (query.error) return <Failed error={query.error} again={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  return children(query.data);
}
