// The dashboard: a client of the public API and nothing else.
import './style/tokens.css';
import './style/base.css';
import './style/parts.css';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense, useEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch, useLocation } from 'wouter';

import { retry } from './api/hooks';
import { Home } from './pages/Home';
import { NotFound } from './pages/NotFound';
import { SignIn } from './pages/SignIn';
import { chooseTheme, storedTheme } from './theme';
import { Boundary } from './ui/Boundary';
import { Layout } from './ui/Layout';
import { Loading } from './ui/State';
import { LanguageProvider } from './words/language';

// Pages are chunks of their own: who looks at one player does not wait for the others.
const Player = lazy(() => import('./pages/player/Player'));
const Compare = lazy(() => import('./pages/compare/Compare'));
const Leaders = lazy(() => import('./pages/leaders/Leaders'));
const Coverage = lazy(() => import('./pages/coverage/Coverage'));
const Admin = lazy(() => import('./pages/admin/Admin'));

/** Answers are believed this long; data changes when games are played. */
const FRESH_MS = 5 * 60_000;

const client = new QueryClient({ defaultOptions: { queries: { staleTime: FRESH_MS, refetchOnWindowFocus: false, ...retry } } });

/** Another page begins at its top, and who hears it hears so. */
function Top() {
  const [path] = useLocation();
  useEffect(() => window.scrollTo(0, 0), [path]);
  return null;
}

/** One page that breaks does not break the next. */
function Page({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  return <Boundary key={path}>{children}</Boundary>;
}

chooseTheme(storedTheme());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <Top />
          <Layout>
            <Page>
              <Suspense fallback={<Loading />}>
                <Switch>
                  <Route path="/" component={Home} />
                  <Route path="/players/:id">{({ id }) => <Player key={id} id={id} />}</Route>
                  <Route path="/compare" component={Compare} />
                  <Route path="/leaders" component={Leaders} />
                  <Route path="/coverage" component={Coverage} />
                  <Route path="/admin" component={Admin} />
                  <Route path="/sign-in" component={SignIn} />
                  <Route component={NotFound} />
                </Switch>
              </Suspense>
            </Page>
          </Layout>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
