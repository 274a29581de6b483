// Who is signed in. The key itself goes to the server once and stays in a cookie that no script can read.
import { useQuery, useQueryClient } from '@tanstack/react-query';

import { ApiError } from './client';

export interface Session {
  isSignedIn: boolean;
  role: 'READER' | 'ADMIN' | null;
  name: string | null;
  /** The server answers nobody without a key. */
  isKeyNeeded: boolean;
}

const SESSION = ['session'];

async function send(method: 'GET' | 'POST' | 'DELETE', body?: unknown): Promise<Response> {
  const content = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch('/session', { method, ...content }).catch(() => {
    throw new ApiError('The server does not answer.', 'OFFLINE');
  });
  if (!response.ok) throw new ApiError(`HTTP status ${response.status}`, response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL');
  return response;
}

/** The session of this browser. */
export function useSession() {
  return useQuery<Session>({ queryKey: SESSION, queryFn: async () => (await send('GET')).json(), staleTime: 60_000 });
}

/** Signing in and out; whatever was answered before is asked again. */
export function useSigning() {
  const client = useQueryClient();
  const change = async (method: 'POST' | 'DELETE', body?: unknown) => {
    await send(method, body);
    await client.resetQueries();
  };
  return { signIn: (key: string) => change('POST', { key }), signOut: () => change('DELETE') };
}
