import type { Server } from 'node:http';
import { rememberingServer } from '../contest/remembering-server.js';
import { buildSubgraphs } from './subgraphs.js';

/** Serves the five subgraphs at paths of their names. */
export function secondSubgraphs(): Server {
  return rememberingServer(buildSubgraphs());
}
