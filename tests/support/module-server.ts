import { questionsTo } from '../../gateway/portal-questions.js';
import type { ModuleGround } from '../../gateway/sources/module-ground.js';
import { openSubgraphServer, type SubgraphServer } from '../../gateway/subgraph-server.js';
import { createLog } from '../../gateway/telemetry/log.js';
import type { SubgraphModule } from './modules.js';
import type { TestPortal } from './portal.js';

/**
 * Serves a module on a port of its own. It asks the portal over HTTP and knows callers as that one does; the portal may open
 * after it.
 */
export function openModuleServer(
  module: SubgraphModule,
  ground: ModuleGround,
  portal: () => Pick<TestPortal, 'origin' | 'portal'>,
): Promise<SubgraphServer> {
  return openSubgraphServer({
    module,
    ground,
    ask: (query, variables, asking) => questionsTo(`${portal().origin}/graphql`)(query, variables, asking),
    log: createLog('silent'),
    host: '127.0.0.1',
    port: 0,
    identify: (authorization) => portal().portal.identity.identify(authorization),
  });
}

/** The setting that tells a portal where a module is served. */
export function addressSetting(name: string): string {
  return `SUBGRAPH_${name.toUpperCase().replaceAll('-', '_')}_URL`;
}
