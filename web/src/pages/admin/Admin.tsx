// Starting runs and watching them; for who signed in with an admin key.
import '../../style/admin.css';
import '../../style/facts.css';

import { ApiError } from '../../api/client';
import { useSession } from '../../api/session';
import { useTitle } from '../../ui/Layout';
import { Failed, Loading } from '../../ui/State';
import { useParam } from '../../url';
import { useWords } from '../../words/language';
import { RebuildForm } from './RebuildForm';
import { RunView } from './RunView';
import { Runs } from './Runs';
import { StartForm } from './StartForm';

export default function Admin() {
  const { words } = useWords();
  const session = useSession();
  useTitle(words.common.admin);
  return (
    <div className="page admin">
      <h1>{words.common.admin}</h1>
      {session.isPending ? (
        <Loading />
      ) : session.data?.role === 'ADMIN' ? (
        <Signed />
      ) : (
        <>
          <p className="lead">{words.admin.lead}</p>
          <Failed error={whyNot(session.error, session.data?.isSignedIn ?? false)} again={() => void session.refetch()} />
        </>
      )}
    </div>
  );
}

function whyNot(error: unknown, isSignedIn: boolean): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('', isSignedIn ? 'FORBIDDEN' : 'UNAUTHENTICATED');
}

function Signed() {
  const [run] = useParam('run');
  return (
    <div className="panels">
      {run && <RunView key={run} id={run} />}
      <StartForm />
      <RebuildForm />
      <Runs chosen={run} />
    </div>
  );
}
