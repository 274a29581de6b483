// One document asked for each of several subjects: who is added is asked for alone.
import { useQueries } from '@tanstack/react-query';

import { request, type ApiError } from './client';
import type { TypedDocumentString } from './generated/graphql';

export interface Each<Result> {
  data: Result | undefined;
  error: ApiError | null;
  refetch: () => unknown;
}

/** The answers in the order of `all`; asks nothing while it is null. */
export function useEach<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  all: readonly Variables[] | null,
): Each<Result>[] {
  return useQueries({
    queries: (all ?? []).map((variables) => ({
      // As `useApi` has it, so that both share what they know.
      queryKey: [document.toString(), variables],
      queryFn: ({ signal }: { signal: AbortSignal }) => request(document, variables, signal),
    })),
  }) as Each<Result>[];
}
