// Starts a crawl. The upstream's terms stand next to the button.
import { useState, type FormEvent } from 'react';

import type { Source } from '../../api/generated/schema';
import { useLoaded } from '../../api/shell';
import { Panel } from '../../ui/Panel';
import { useWords } from '../../words/language';
import { startCrawl } from './queries';
import { SpanPicker, spanInput, useSpan } from './Span';
import { useStart } from './start';
import { StartAnswer } from './StartAnswer';

const sources: readonly Source[] = ['STATSAPI', 'SAVANT', 'RETROSHEET', 'REGISTER'];

/** A word of the notice that is the upstream's. */
const noticeOf: Record<Source, string> = { STATSAPI: 'StatsAPI', SAVANT: 'Savant', RETROSHEET: 'Retrosheet', REGISTER: 'Chadwick' };

export function StartForm() {
  const { words } = useWords();
  const own = words.admin;
  const [source, setSource] = useState<Source>('STATSAPI');
  const [span, setSpan] = useSpan(new Date().getFullYear());
  const [force, setForce] = useState(false);
  const [games, setGames] = useState(true);
  const loaded = useLoaded();
  const start = useStart(startCrawl);
  const notices = loaded.data?.notices.filter((notice) => notice.source.includes(noticeOf[source])) ?? [];
  // The register is one whole; nobody asks it for days.
  const days = source === 'REGISTER' ? {} : spanInput(span);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (days) start.mutate({ source, force, games, ...days });
  };
  return (
    <Panel title={own.start}>
      <form className="admin-form" onSubmit={submit}>
        <label>
          <span>{words.coverage.source}</span>
          <select
            value={source}
            onChange={({ target: { value } }) => {
              setSource(sources.find((one) => one === value) ?? 'STATSAPI');
              start.reset();
            }}
          >
            {sources.map((one) => (
              <option key={one} value={one}>
                {words.coverage.sourceNames[one]}
              </option>
            ))}
          </select>
        </label>
        <p className="muted">{own.sources[source]}</p>
        {source !== 'REGISTER' && <SpanPicker kinds={['season', 'days']} span={span} onChange={setSpan} />}
        {source === 'STATSAPI' && (
          <label className="check">
            <input type="checkbox" checked={games} onChange={({ target: { checked } }) => setGames(checked)} />
            <span>{own.withGames}</span>
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={force} onChange={({ target: { checked } }) => setForce(checked)} />
          <span>{own.force}</span>
        </label>
        <div className="terms">
          <button type="submit" className="strong" disabled={!days || start.isPending}>
            {own.startButton}
          </button>
          {notices.map((notice) => (
            <small key={notice.source}>
              {notice.text} <a href={notice.url}>{new URL(notice.url).host}</a>
            </small>
          ))}
        </div>
        <StartAnswer error={start.error} answer={start.data?.started} />
      </form>
    </Panel>
  );
}
