import { rememberingServer } from '../contest/remembering-server.js';
import { healthySchemas, ports } from './subgraphs.js';

// The healthy subgraphs, in a process of their own.
const server = rememberingServer(healthySchemas());
server.listen(ports.healthy, '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
