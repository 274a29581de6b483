// Loads again what the lake has, without asking anybody.
import { type FormEvent } from 'react';

import { useLoaded } from '../../api/shell';
import { Panel } from '../../ui/Panel';
import { Loading } from '../../ui/State';
import { useWords } from '../../words/language';
import { rebuild } from './queries';
import { SpanPicker, spanInput, useSpan } from './Span';
import { useStart } from './start';
import { StartAnswer } from './StartAnswer';

export function RebuildForm() {
  const { words } = useWords();
  const loaded = useLoaded();
  return (
    <Panel title={words.admin.rebuild}>
      {loaded.data ? <Form season={loaded.data.seasons[0] ?? new Date().getFullYear()} /> : <Loading />}
    </Panel>
  );
}

function Form({ season }: { season: number }) {
  const { words } = useWords();
  const [span, setSpan] = useSpan(season);
  const start = useStart(rebuild);
  const days = spanInput(span);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (days) start.mutate(days);
  };
  return (
    <form className="admin-form" onSubmit={submit}>
      <p className="muted">{words.admin.rebuildLead}</p>
      <SpanPicker kinds={['season', 'days', 'all']} span={span} onChange={setSpan} />
      <div className="terms">
        <button type="submit" disabled={!days || start.isPending}>
          {words.admin.rebuildButton}
        </button>
      </div>
      <StartAnswer error={start.error} answer={start.data?.started} />
    </form>
  );
}
