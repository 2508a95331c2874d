import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { rememberingServer } from '../contest/remembering-server.js';
import { declaredSubgraphs } from './declared-subgraphs.js';
import { madeUpValue } from './made-up-values.js';

// Every subgraph of the folder GRAPH at a path of its name, in a process of its own, with answers made up of its schema.
const subgraphs = await declaredSubgraphs(process.env['GRAPH'] ?? '');
const schemas = new Map(subgraphs.map(({ name, sdl }) => [name, buildSubgraphSchema(parse(sdl))]));
const server = rememberingServer(schemas, madeUpValue);
server.listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
