// What stands further down the page is asked for once it comes into view.
import { useEffect, useRef, useState, type ReactNode } from 'react';

export function Later({ isWide = false, children }: { isWide?: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element || isSeen) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isSeen]);
  if (isSeen) return children;
  return <div ref={place} className={isWide ? 'later panel-wide' : 'later'} />;
}
