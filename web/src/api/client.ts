// One request to the API. Nothing here knows a query: documents come from `graphql(...)`, typed by the schema.
import type { TypedDocumentString } from './generated/graphql';

/** Why an answer is not there. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** `extensions.code` of the first error; OFFLINE where no answer came at all. */
    readonly code: string,
    /** What to quote to whoever runs the server. */
    readonly requestId?: string,
    /** Seconds to wait, where the server asks for it. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  /** A key would help. */
  get isAboutKey(): boolean {
    return this.code === 'UNAUTHENTICATED' || this.code === 'FORBIDDEN';
  }
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

/** Sends an operation and gives its data; partial data counts as none. */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError('The server does not answer.', 'OFFLINE');
  }
  const answer = (await response.json().catch(() => ({}))) as Answer<Result>;
  const error = answer.errors?.[0];
  if (error || !answer.data) {
    const wait = Number(response.headers.get('Retry-After'));
    const { code = 'INTERNAL', requestId } = error?.extensions ?? {};
    throw new ApiError(error?.message ?? `HTTP status ${response.status}`, code, requestId, wait || undefined);
  }
  return answer.data;
}
