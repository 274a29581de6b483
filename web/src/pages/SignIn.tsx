// A key for a session: typed once, kept by the server's cookie.
import { useState, type FormEvent } from 'react';
import { useLocation, useSearchParams } from 'wouter';

import { ApiError } from '../api/client';
import { useSession, useSigning } from '../api/session';
import { useTitle } from '../ui/Layout';
import { useWords } from '../words/language';

/** Where to go afterwards: a path of this site, whatever a link says. */
export function backPath(asked: string | null): string {
  return asked && /^\/(?![/\\])[^\p{Cc}]*$/u.test(asked) ? asked : '/';
}

export function SignIn() {
  const { words } = useWords();
  const session = useSession();
  const { signIn } = useSigning();
  const [, go] = useLocation();
  const [params] = useSearchParams();
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useTitle(words.sign.title);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget).get('key') ?? '').trim();
    setBusy(true);
    setError(null);
    try {
      await signIn(key);
      go(backPath(params.get('back')));
    } catch (cause) {
      const code = cause instanceof ApiError ? cause.code : 'INTERNAL';
      setError(code === 'UNAUTHENTICATED' ? words.sign.wrong : (words.state.codes[code] ?? words.state.failed));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="page page-narrow">
      <h1>{words.sign.title}</h1>
      <p>{session.data?.isKeyNeeded ? words.sign.lead : words.sign.leadOpen}</p>
      <form className="sign" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{words.sign.key}</span>
          <input name="key" type="password" autoComplete="off" spellCheck={false} required aria-invalid={error !== null} aria-describedby="sign-error" />
        </label>
        <button type="submit" className="strong" disabled={isBusy}>
          {words.sign.submit}
        </button>
        <p id="sign-error" className="wrong" role="alert">
          {error}
        </p>
      </form>
    </div>
  );
}
