// The queries GraphiQL opens with. Each answers with data on any database that holds games, as it stands.
import batting from './queries/batting.graphql?raw';
import coverage from './queries/coverage.graphql?raw';
import fielding from './queries/fielding.graphql?raw';
import games from './queries/games.graphql?raw';
import leaders from './queries/leaders.graphql?raw';
import pitching from './queries/pitching.graphql?raw';
import splits from './queries/splits.graphql?raw';

export const preparedQueries = [batting, splits, leaders, pitching, fielding, games, coverage].map((query) => ({ query }));
