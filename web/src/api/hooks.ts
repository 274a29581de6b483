// Queries as components use them: kept for a while, shared between components that ask the same.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { ApiError, request } from './client';
import type { TypedDocumentString } from './generated/graphql';

/** The answer to a document; asks nothing while `variables` is null. The last answer stays until the next is there. */
export function useApi<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables | null,
): UseQueryResult<Result, ApiError> {
  return useQuery<Result, ApiError>({
    queryKey: [document.toString(), variables],
    queryFn: ({ signal }) => request(document, variables as Variables, signal),
    enabled: variables !== null,
    placeholderData: keepPreviousData,
  });
}

/** Whether asking again may help, and how long to wait, milliseconds. */
export const retry = {
  retry: (failures: number, error: Error) =>
    failures < 2 && error instanceof ApiError && ['OFFLINE', 'RATE_LIMITED', 'TIMEOUT'].includes(error.code),
  retryDelay: (failures: number, error: Error) =>
    error instanceof ApiError && error.retryAfter ? error.retryAfter * 1000 : 500 * 2 ** failures,
};
