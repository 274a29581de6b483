// Asking for a run: each click once, however often it must be sent.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';

import { request, type ApiError } from '../../api/client';
import type { TypedDocumentString } from '../../api/generated/graphql';
import type { StartStatus } from '../../api/generated/schema';
import { useParam } from '../../url';

interface Started {
  started: { status: StartStatus; message: string | null; run: { id: string } | null };
}

/** 128 random bits. `crypto.randomUUID` is not there on plain http. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Starts runs of one kind and opens the one that was started. */
export function useStart<Input extends { idempotencyKey?: string | null }>(document: TypedDocumentString<Started, { input: Input }>) {
  const client = useQueryClient();
  const [, openRun] = useParam('run');
  // The request that nobody answered: sent again, it has the same key, so that it starts nothing twice.
  const open = useRef<{ text: string; key: string } | null>(null);
  return useMutation<Started, ApiError, Input>({
    mutationFn: (input) => {
      const text = JSON.stringify(input);
      if (open.current?.text !== text) open.current = { text, key: newKey() };
      return request(document, { input: { ...input, idempotencyKey: open.current.key } });
    },
    onSuccess: ({ started }) => {
      open.current = null;
      void client.invalidateQueries({ queryKey: ['pages'] });
      if (started.run) openRun(started.run.id);
    },
    onError: (error) => {
      if (error.code !== 'OFFLINE' && error.code !== 'TIMEOUT') open.current = null;
    },
  });
}
