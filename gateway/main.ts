import { DatabaseAway } from '../kit/data/database.js';
import { FolderInUse } from '../kit/data/folder-lock.js';
import { WrongVersion } from '../kit/data/migrate.js';
import { readConfig } from './config.js';
import { CannotListen } from './http/server.js';
import { openPortal, type Portal, projectRoot } from './portal.js';
import { WrongSetting } from './read-setting.js';
import { stopOnSignal } from './stop-on-signal.js';
import { createLog } from './telemetry/log.js';

// `npm start`: opens the portal, says where it stands, and closes it in order when asked to stop.
const started = performance.now();
const terminal = process.stdout.isTTY;

function elapsed(): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function paint(code: number, text: string): string {
  return terminal ? `\u001b[${code}m${text}\u001b[0m` : text;
}

function introduce({ origin, identity, database }: Portal): void {
  const megabytes = Math.round(process.memoryUsage().rss / 1_048_576);
  const lines = [
    '',
    paint(1, `Yimen 一门 is open after ${elapsed()} with ${megabytes} MB.`),
    `  graph and explorer  ${origin}/`,
    `  GraphQL             ${origin}/graphql`,
    `  health              ${origin}/live  ${origin}/ready`,
    `  issuer              ${identity.issuer}`,
  ];
  if (identity.demoAccounts.length > 0) {
    lines.push('  demo accounts (development only; password "demo"):');
    for (const { username, name, roles } of identity.demoAccounts) {
      lines.push(`    ${username.padEnd(22)} ${name}  ${roles.join(', ')}`);
    }
  }
  if (database.isAwaited) {
    lines.push('  The database is away: what was docked last is served, the rest follows when the database is there.');
  }
  console.log(lines.join('\n'));
}

async function run(): Promise<void> {
  const config = readConfig();
  const portal = await openPortal(config, {
    log: createLog(config.logLevel),
    clock: { now: () => new Date() },
    progress: (sentence) => console.log(paint(2, `${elapsed().padStart(7)}  ${sentence}`)),
    root: projectRoot,
    warmsUp: true,
  });
  stopOnSignal(async (signal) => {
    // Who presses Ctrl-C has no balancer that must learn of it first.
    if (signal === 'SIGTERM') await portal.leave();
    await portal.close();
  });
  introduce(portal);
  // What would have ended the start, found later, ends it then: nothing of it gets better while it waits.
  await portal.prepared.catch(async (error: unknown) => {
    await portal.close();
    throw error;
  });
}

try {
  await run();
} catch (error) {
  if (!(
    error instanceof WrongSetting ||
    error instanceof FolderInUse ||
    error instanceof DatabaseAway ||
    error instanceof WrongVersion ||
    error instanceof CannotListen
  ))
    throw error;
  console.error(error.message);
  process.exit(1);
}
