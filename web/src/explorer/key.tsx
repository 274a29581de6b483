// The field for an API key. It is kept for this browser tab only: whoever opens the page next must bring their own.
import { useState } from 'react';

const SLOT = 'scorebook:key';

/** The key entered in this tab; empty when there is none. */
export function storedKey(): string {
  return sessionStorage.getItem(SLOT) ?? '';
}

/** A field that stores what is typed into it; the next request carries it. */
export function KeyField() {
  const [key, setKey] = useState(storedKey);
  return (
    <input
      className="scorebook-key"
      type="password"
      autoComplete="off"
      spellCheck={false}
      placeholder="API key (optional)"
      aria-label="API key"
      title="Sent as Authorization: Bearer KEY. Kept until this tab is closed."
      value={key}
      onChange={(event) => {
        const next = event.target.value.trim();
        setKey(next);
        sessionStorage.setItem(SLOT, next);
      }}
    />
  );
}
