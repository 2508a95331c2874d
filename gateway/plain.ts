import { Fault } from '../kit/module/fault.js';
import { readPlainConfig } from './config.js';
import { CannotListen } from './http/server.js';
import { openPlainGateway } from './plain-gateway.js';
import { WrongSetting } from './read-setting.js';
import { stopOnSignal } from './stop-on-signal.js';
import { createLog } from './telemetry/log.js';

// `npm run gateway`: serves the supergraph of SUPERGRAPH_FILE, until it is asked to stop.
try {
  const config = readPlainConfig();
  const log = createLog(config.logLevel);
  const gateway = await openPlainGateway(config, { log, clock: { now: () => new Date() }, warmsUp: true });
  stopOnSignal(() => gateway.close());
  const milliseconds = Math.round(performance.now());
  const { graph, origin, warmedUp } = gateway;
  const stands = `${graph.sources.size} subgraphs at ${origin}/graphql after ${milliseconds} ms`;
  console.log(`${stands}, warmed up by ${warmedUp} operations`);
} catch (error) {
  // A Fault here is of the supergraph: what it asks for cannot be executed.
  if (!(error instanceof WrongSetting || error instanceof CannotListen || error instanceof Fault)) throw error;
  console.error(error instanceof Fault ? error.sentence.en : error.message);
  process.exit(1);
}
