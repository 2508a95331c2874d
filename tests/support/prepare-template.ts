import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Database } from '../../kit/data/database.js';
import { Bus } from '../../kit/events/bus.js';
import { prepareTables } from '../../kit/module/kit-module.js';
import { findModules } from '../../gateway/modules.js';
import { onboardOnce } from '../../gateway/onboarding.js';
import { createLog } from '../../gateway/telemetry/log.js';
import { projectRoot } from '../../gateway/portal.js';
import { onServer } from './database.js';
import { template, templatesFolder } from './template.js';

/** Fills the template with every module's tables and the county, unless it stands already for the same files. */
export async function prepareTemplate(): Promise<void> {
  const { url, name } = template();
  if (url !== null) {
    await onServer(url, `drop database if exists ${name} with (force)`);
    await onServer(url, `create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    await fill(await Database.open({ kind: 'server', url: own.href, connections: 2 }));
    return;
  }
  const folder = path.join(templatesFolder, await digestOf(['kit', 'subgraphs', 'plugins', 'counties/jiangyin']));
  process.env['TEST_TEMPLATE'] = folder;
  if (existsSync(folder)) return;
  await removeOldTemplates();
  // Filled aside and renamed, so that a test run that starts meanwhile never clones half a template.
  const draft = `${folder}.${process.pid}`;
  await fill(await Database.open({ kind: 'folder', folder: draft }));
  await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    return rm(draft, { recursive: true });
  });
}

/** Templates of files as they were an hour ago and before; younger ones may serve a run that is under way. */
async function removeOldTemplates(): Promise<void> {
  await mkdir(templatesFolder, { recursive: true });
  for (const name of await readdir(templatesFolder)) {
    const folder = path.join(templatesFolder, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > hour) await rm(folder, { recursive: true, force: true });
  }
}

const hour = 3_600_000;

async function fill(database: Database): Promise<void> {
  const modules = await findModules(projectRoot);
  await prepareTables(database, modules);
  await onboardOnce(database, modules, path.join(projectRoot, 'counties/jiangyin'), ({ file, refusals }) => {
    const [first] = refusals;
    if (first) throw new Error(`${file}, line ${first.line}, ${first.column} "${first.value}": ${first.reason}`);
  });
  // The queues' tables belong to the template too.
  await (await Bus.open({ database, clock: { now: () => new Date() }, log: createLog('silent') })).close();
  await database.close();
}

async function digestOf(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = await readdir(path.join(projectRoot, folder), { recursive: true });
    for (const name of names.filter((each) => /\.(ts|csv)$/.test(each)).sort()) {
      hash.update(name).update(await readFile(path.join(projectRoot, folder, name)));
    }
  }
  return hash.digest('hex');
}
