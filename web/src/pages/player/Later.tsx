// What stands further down the page is asked for once it comes into view; its title stands there before.
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { Panel } from '../../ui/Panel';

interface Props {
  title?: string;
  isWide?: boolean;
  children: ReactNode;
}

export function Later({ title, isWide = false, children }: Props) {
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
  const room = <div ref={place} className={isWide ? 'later panel-wide' : 'later'} />;
  return title ? (
    <Panel title={title} isWide={isWide}>
      {room}
    </Panel>
  ) : (
    room
  );
}
