import { secondSubgraphs } from './subgraph-server.js';

// The subgraphs of the second set, in a process of their own.
const server = secondSubgraphs();
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
