import { Link } from 'wouter';

import { useTitle } from '../ui/Layout';
import { useWords } from '../words/language';

export function NotFound() {
  const { words } = useWords();
  useTitle('');
  return (
    <div className="page">
      <h1>{words.state.notFound}</h1>
      <p>
        <Link href="/">Scorebook</Link>
      </p>
    </div>
  );
}
