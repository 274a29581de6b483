// The GraphiQL page: the API's own explorer, with every file served by the program itself.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './graphiql.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';

import { KeyField, storedKey } from './key';
import { preparedQueries } from './queries';

const endpoint = new URL('/graphql', window.location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

const send = createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href });

// The key field counts unless the headers tab of the editor says otherwise.
const fetcher: Fetcher = (params, options) => {
  const key = storedKey();
  const headers = { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...options?.headers };
  return send(params, { ...options, headers });
};

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <GraphiQL
      fetcher={fetcher}
      plugins={[HISTORY_PLUGIN, explorerPlugin()]}
      defaultTabs={preparedQueries}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <span className="scorebook-logo">Scorebook</span>
        <KeyField />
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}
