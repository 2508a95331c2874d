import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../gateway/portal.js';

/** A project of a test's own, whose plug-ins come and go. */
export interface TestProject {
  readonly root: string;
  /** Puts the folder of a plug-in of the fixtures where the portal looks for plug-ins. */
  add(fixture: 'weather' | 'pulse' | 'spill' | 'hazard' | 'errand' | 'shelf'): Promise<void>;
  /** Does so and tells when the folder was moved there, as `performance.now()` counts. */
  addWeather(): Promise<number>;
  removeWeather(): Promise<void>;
  drop(): Promise<void>;
}

/** Milliseconds, at most, between two ticks of the clock by which a file system notes times. */
const tick = 20;

/** A project with the same modules, or with some domains alone: what no test changes is linked, modules that may come and go are copied. */
export async function copyProject(domains?: readonly string[]): Promise<TestProject> {
  const root = await mkdtemp(path.join(tmpdir(), 'yimen-project-'));
  for (const folder of ['kit', 'node_modules', 'schema', ...(domains ? [] : ['subgraphs'])]) {
    await symlink(path.join(projectRoot, folder), path.join(root, folder));
  }
  for (const domain of domains ?? [])
    await cp(path.join(projectRoot, 'subgraphs', domain), path.join(root, 'subgraphs', domain), { recursive: true });
  await cp(path.join(projectRoot, 'plugins'), path.join(root, 'plugins'), { recursive: true });
  const add = async (fixture: string): Promise<number> => {
    const draft = path.join(root, fixture);
    const source = path.join(projectRoot, 'tests/support/fixtures', fixture, 'index.ts');
    await mkdir(draft);
    // In its place among the plug-ins the kit is two folders up.
    const code = (await readFile(source, 'utf8')).replaceAll('../../../../kit/', '../../kit/');
    await writeFile(path.join(draft, 'index.ts'), code);
    // Nobody unpacks and moves a folder within one tick of the file system's clock, so that its times would not tell the one
    // from the other.
    await pause(tick);
    const moved = performance.now();
    await rename(draft, path.join(root, 'plugins', fixture));
    return moved;
  };
  return {
    root,
    add: async (fixture) => void (await add(fixture)),
    addWeather: () => add('weather'),
    removeWeather: () => rm(path.join(root, 'plugins/weather'), { recursive: true }),
    drop: () => rm(root, { recursive: true, force: true }),
  };
}
