// Runs: what was asked for, how far it is, and what can be done about it. All of it needs an admin key.
import { graphql } from '../../api/generated';
import type { CrawlRunFragment } from '../../api/generated/graphql';
import type { RunStatus } from '../../api/generated/schema';

graphql(`
  fragment CrawlRun on CrawlRun {
    id
    kind
    source
    from
    to
    season
    status
    isForced
    requestedBy
    createdAt
    startedAt
    finishedAt
    tasksDone
    tasksFailed
    tasksTotal
  }
`);

graphql(`
  fragment CrawlRunInFull on CrawlRun {
    ...CrawlRun
    error
    counts {
      requests
      bodiesNew
      bodiesUnchanged
      bodiesRefused
      gamesChanged
      gamesUnchanged
      rowsLoaded
    }
    messages {
      at
      level
      task
      text
    }
  }
`);

export const crawlRuns = graphql(`
  query CrawlRuns($filter: CrawlRunFilter, $first: Int!, $after: String) {
    crawlRuns(filter: $filter, first: $first, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...CrawlRun
      }
    }
  }
`);

export const crawlRun = graphql(`
  query CrawlRun($id: ID!) {
    crawlRun(id: $id) {
      ...CrawlRunInFull
    }
  }
`);

export const runProgress = graphql(`
  subscription RunProgress($id: ID!) {
    runProgress(id: $id) {
      ...CrawlRunInFull
    }
  }
`);

export const startCrawl = graphql(`
  mutation StartCrawl($input: StartCrawlInput!) {
    started: startCrawl(input: $input) {
      status
      message
      run {
        id
      }
    }
  }
`);

export const rebuild = graphql(`
  mutation Rebuild($input: RebuildInput!) {
    started: rebuild(input: $input) {
      status
      message
      run {
        id
      }
    }
  }
`);

export const cancelRun = graphql(`
  mutation CancelRun($id: ID!) {
    changed: cancelRun(id: $id) {
      status
      message
    }
  }
`);

export const retryRun = graphql(`
  mutation RetryRun($id: ID!) {
    changed: retryRun(id: $id) {
      status
      message
    }
  }
`);

export type Run = CrawlRunFragment;

/** Whether nothing more will happen to a run by itself. */
export const isOver = (status: RunStatus) => status !== 'QUEUED' && status !== 'RUNNING';
