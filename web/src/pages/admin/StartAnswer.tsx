// How a request for a run ended, in the words of the API.
import type { ApiError } from '../../api/client';
import type { StartStatus } from '../../api/generated/schema';
import { Failed } from '../../ui/State';
import { useWords } from '../../words/language';

interface Props {
  error: ApiError | null;
  answer: { status: StartStatus; message: string | null } | undefined;
}

export function StartAnswer({ error, answer }: Props) {
  const { words } = useWords();
  if (error) return <Failed error={error} />;
  return (
    <p className={answer?.status === 'REFUSED' ? 'said said-no' : 'said'} role="status">
      {answer && [words.admin.started[answer.status], answer.message].filter(Boolean).join(' ')}
    </p>
  );
}
