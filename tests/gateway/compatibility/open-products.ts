import type { ModuleGround } from '../../../gateway/sources/module-ground.js';
import { openSubgraphServer, type SubgraphServer } from '../../../gateway/subgraph-server.js';
import { createLog } from '../../../gateway/telemetry/log.js';
import { anonymous } from '../../../kit/identity/caller.js';
import products from '../../support/fixtures/products/index.js';

/**
 * Serves the module `products` alone, as `npm run subgraph` serves any module. There is no realm, so every caller is the
 * anonymous one, who sees what the module declares that everybody may see.
 */
export function openProducts({ database, bus, clock }: ModuleGround, port = 0): Promise<SubgraphServer> {
  return openSubgraphServer({
    module: products,
    ground: { database, bus, clock },
    ask: () => Promise.reject(new Error('It stands alone: there is no graph to ask.')),
    log: createLog('silent'),
    host: '127.0.0.1',
    port,
    identify: async () => ({ caller: anonymous, token: null }),
  });
}
