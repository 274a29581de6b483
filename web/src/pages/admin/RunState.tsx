// What a run is about and where it stands, each told by words and a sign.
import type { RunStatus } from '../../api/generated/schema';
import type { Words } from '../../words/en';
import { useWords, type Language } from '../../words/language';
import { daysName } from '../../words/time';
import type { Run } from './queries';

const signs: Record<RunStatus, string> = { QUEUED: '◷', RUNNING: '▶', SUCCEEDED: '✓', FAILED: '▲', CANCELLED: '■' };

export function RunState({ status }: { status: RunStatus }) {
  const { words } = useWords();
  return (
    <span className={`run-state run-${status.toLowerCase()}`}>
      <span aria-hidden="true">{signs[status]}</span> {words.admin.statuses[status]}
    </span>
  );
}

/** `MLB StatsAPI, 2024`: what was asked for. */
export function runName(run: Run, words: Words, language: Language): string {
  const what = run.source ? words.coverage.sourceNames[run.source] : words.admin.kinds[run.kind];
  const days = run.season ?? (run.from && run.to ? daysName(run.from, run.to, language) : run.kind === 'REBUILD' ? words.admin.spans.all : null);
  return [what, days].filter((part) => part !== null).join(words.admin.join);
}
