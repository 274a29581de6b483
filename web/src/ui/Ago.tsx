// How long ago something was, with the exact time behind it.
import { useEffect, useState } from 'react';

import { useWords } from '../words/language';
import { ago, momentName } from '../words/time';

const MINUTE = 60_000;

export function Ago({ at }: { at: string }) {
  const { language } = useWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={momentName(at, language)}>
      {ago(at, Math.max(now, Date.now()), language)}
    </time>
  );
}
