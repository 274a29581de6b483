// Lists that go on: pages of a connection, each asked for behind the last.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

import { request, type ApiError } from './client';
import type { TypedDocumentString } from './generated/graphql';

const MOVING_MS = 5_000;

interface Connection<Row> {
  nodes: readonly Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

interface Options<Result, Row> {
  /** The connection in an answer; null where there is none. */
  of: (answer: Result) => Connection<Row> | null | undefined;
  /** Rows to have, where there are as many. */
  wanted: number;
  /** What rows must have in common with those before them to stand in for them. */
  shape?: string;
  /** Rows that will change by themselves: while there is one, all are asked for again and again. */
  isMoving?: (row: Row) => boolean;
}

export interface Pages<Result, Row> {
  data: { rows: readonly Row[]; hasMore: boolean; answer: Result } | undefined;
  error: ApiError | null;
  isFetching: boolean;
  /** The rows answer an earlier question. */
  isPlaceholder: boolean;
  refetch: () => unknown;
}

/** The rows of a connection, as many as wanted; asks nothing while `variables` is null. */
export function usePages<Result, Variables, Row>(
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, 'after'> | null,
  { of, wanted, shape = '', isMoving }: Options<Result, Row>,
): Pages<Result, Row> {
  const query = useInfiniteQuery<Result, ApiError, { pages: Result[] }, unknown[], string | null>({
    queryKey: ['pages', document.toString(), variables, shape],
    queryFn: ({ pageParam, signal }) => request(document, { ...variables, after: pageParam } as Variables, signal),
    initialPageParam: null,
    getNextPageParam: (last) => {
      const info = of(last)?.pageInfo;
      return info?.hasNextPage ? (info.endCursor ?? null) : null;
    },
    enabled: variables !== null,
    refetchInterval: ({ state }) =>
      isMoving && state.data?.pages.some((page) => of(page)?.nodes.some(isMoving)) ? MOVING_MS : false,
    placeholderData: (before, query) => (query?.queryKey.at(-1) === shape ? before : undefined),
  });
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => of(page)?.nodes ?? []), [data, of]);
  const isShort = rows !== undefined && rows.length < wanted;
  useEffect(() => {
    if (isShort && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [isShort, hasNextPage, isFetching, isError, fetchNextPage]);
  const answer = data?.pages[0];
  return {
    data: rows && answer && { rows: rows.slice(0, wanted), hasMore: hasNextPage || rows.length > wanted, answer },
    // What is there already stays, whatever became of the next page.
    error: rows ? null : query.error,
    isFetching,
    isPlaceholder: query.isPlaceholderData,
    refetch: query.refetch,
  };
}
