// A percentile as a bar from 0 to 100 with its number.
import '../style/percentile.css';

import { formatAs } from '../words/format';
import { useWords } from '../words/language';

interface Props {
  /** 0 to 100, 100 the best; null where there is nobody to compare with. */
  value: number | null;
  /** In brackets: of somebody who is no member of the list he is compared with. */
  isOutside?: boolean;
  title?: string;
}

export function Percentile({ value, isOutside = false, title }: Props) {
  const { language } = useWords();
  if (value === null) return null;
  const text = formatAs('count', value, language);
  return (
    <span className="percentile" title={title}>
      <span aria-hidden="true">
        <span style={{ width: `${value}%` }} />
      </span>
      <b>{isOutside ? `(${text})` : text}</b>
    </span>
  );
}
