// How far a run is: tasks done and failed of those known so far.
import { formatAs } from '../../words/format';
import { useWords } from '../../words/language';
import type { Run } from './queries';

type Tasks = Pick<Run, 'tasksDone' | 'tasksFailed' | 'tasksTotal'>;

export function Progress({ run: { tasksDone, tasksFailed, tasksTotal } }: { run: Tasks }) {
  const { words, language } = useWords();
  const count = (n: number) => formatAs('count', n, language);
  const text = words.admin.tasks(count(tasksDone), count(tasksFailed), count(tasksTotal));
  const width = (n: number) => ({ width: `${tasksTotal > 0 ? (100 * n) / tasksTotal : 0}%` });
  return (
    <>
      <div
        className="progress"
        role="progressbar"
        aria-label={words.admin.progress}
        aria-valuemin={0}
        aria-valuemax={Math.max(tasksTotal, 1)}
        aria-valuenow={tasksDone + tasksFailed}
        aria-valuetext={text}
      >
        <span className="progress-done" style={width(tasksDone)} />
        <span className="progress-failed" style={width(tasksFailed)} />
      </div>
      <p>{text}</p>
    </>
  );
}
