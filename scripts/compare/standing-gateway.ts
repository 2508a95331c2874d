import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, readPlainConfig } from '../../gateway/config.js';
import { openPlainGateway } from '../../gateway/plain-gateway.js';
import { openPortal, projectRoot } from '../../gateway/portal.js';
import type { RequestContext } from '../../gateway/request-context.js';
import type { Graph } from '../../gateway/supergraph/graph.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { anonymous, type Caller } from '../../kit/identity/caller.js';

/** A gateway of ours that serves, with what another needs to ask the same subgraphs as the same caller. */
export interface StandingGateway {
  readonly origin: string;
  readonly graph: Pick<Graph, 'supergraphSdl' | 'sources'>;
  readonly token: string | null;
  readonly context: RequestContext;
  close(): Promise<void>;
}

const clock = { now: () => new Date() };

/** Serves a supergraph's file, whose subgraphs must stand at their addresses; everybody is anonymous there. */
export async function standOnSupergraph(file: string): Promise<StandingGateway> {
  const config = readPlainConfig({ SUPERGRAPH_FILE: file, PORT: '0' });
  const gateway = await openPlainGateway(config, { log: createLog('silent'), clock });
  const { origin, graph, close } = gateway;
  return { origin, graph, token: null, context: contextOf(anonymous, null), close };
}

/** Serves the project's own modules with their county, in a folder that goes when it closes, to one demo account. */
export async function standOnCounty(
  account: string | undefined,
  progress: (sentence: string) => void,
): Promise<StandingGateway> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-compare-'));
  const config = readConfig({ DATA_FOLDER: folder, PORT: '0' });
  const portal = await openPortal(config, { log: createLog('silent'), clock, progress, root: projectRoot, tick: 0 });
  const { origin, graphs, identity } = portal;
  const token = account === undefined ? null : await login(identity.issuer, account);
  const { caller } = await identity.identify(token === null ? undefined : `Bearer ${token}`);
  return {
    origin,
    graph: graphs.current,
    token,
    context: contextOf(caller, token),
    close: async () => {
      await portal.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function contextOf(caller: Caller, token: string | null): RequestContext {
  return {
    requestId: 'compare',
    caller,
    token,
    language: 'en',
    purpose: null,
    explain: false,
    disclosures: null,
    signal: new AbortController().signal,
    mask: (defect) => ({ message: String(defect), extensions: { code: 'INTERNAL' } }),
  };
}

async function login(issuer: string, account: string): Promise<string> {
  const response = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'yimen-cli',
      username: account,
      password: 'demo',
      scope: 'openid organization:*',
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`There is no demo account "${account}".`);
  return token;
}
