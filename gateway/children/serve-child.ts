import { Worker } from 'node:worker_threads';
import { buildSubgraph } from '../../kit/module/build.js';
import type { RoleDeclaration } from '../../kit/module/define.js';
import { readConfig } from '../config.js';
import { readModule } from '../modules.js';
import { serveModule } from '../serve-module.js';
import { createLog } from '../telemetry/log.js';
import { declarationOf, unfitness } from './declaration.js';
import type { ChildMessage, PortalMessage } from './messages.js';

// What the portal starts for a module in a process of its own: it says what the module is, and serves it when it may.
const [folder = '', memory = ''] = process.argv.slice(2);
const config = readConfig();
const log = createLog(config.logLevel);
const closing: (() => Promise<void>)[] = [];
const mayServe = Promise.withResolvers<void>();
let modules: readonly { readonly roles: readonly RoleDeclaration[] }[] = [];

/** Bytes of a process whose heap may have so many MiB: as many again outside of it, and what Node itself takes. */
function mostMemory(heap: number): number {
  return (2 * heap + 256) * 1_048_576;
}

function tell(message: ChildMessage): void {
  // A portal that is gone is heard of by the end of the channel.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

function hear({ say, roles }: PortalMessage): void {
  if (roles) modules = [{ roles }];
  if (say === 'serve') mayServe.resolve();
  else tell({ say: 'alive', memory: process.memoryUsage.rss() });
}

async function close(): Promise<void> {
  for (const step of closing.splice(0).reverse()) await step();
  process.exit(0);
}

async function run(): Promise<void> {
  const module = await readModule(folder);
  const { subgraph } = module;
  const why = unfitness(module);
  if (why !== null || !subgraph) return tell({ say: 'unfit', why: String(why) });
  const served = { ...module, subgraph };
  const built = await buildSubgraph(served);
  tell({ say: 'declared', declaration: declarationOf(module, built.sdl) });
  await mayServe.promise;
  const issuer = config.issuer ?? '';
  const server = await serveModule({ config, module: served, built, issuer, log, modules: () => modules }, closing);
  tell({ say: 'serving', port: Number(new URL(server.url).port) });
}

function give(error: unknown): void {
  log.error({ err: error, folder }, 'The process of a module gives up.');
  process.exit(1);
}

// Whatever the module throws where nobody waits for it; Node itself would print the message, which may hold anything.
process.on('uncaughtException', give);
process.on('message', hear);
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => void close());
// Ctrl-C reaches every process of a terminal; the portal drains first, and tells.
process.on('SIGINT', () => {});
new Worker(new URL('./guard-thread.mjs', import.meta.url), {
  workerData: { portal: process.ppid, most: mostMemory(Number(memory)) },
  resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 },
}).unref();
await run().catch(give);
