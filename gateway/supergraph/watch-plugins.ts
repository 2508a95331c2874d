import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../kit/module/host.js';
import { foldersOf } from '../modules.js';
import { Arrivals } from './arrivals.js';

/** What a change of the plug-ins' folder leads to. */
export interface PluginWatch {
  readonly log: Log;
  /** Folders that are none of the watch's, because their code runs elsewhere. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Told that folders may come and go from now on. */
  expectChange(): void;
  installed(): readonly string[];
  install(folder: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * Installs a plug-in when its folder appears and removes it when the folder goes. New code for a module that is installed
 * already needs a restart, and the log says so. Returns what ends the watch.
 */
export function watchPlugins(
  parent: string,
  { log, elsewhere, expectChange, installed, install, remove }: PluginWatch,
): () => Promise<void> {
  if (!existsSync(parent)) return async () => {};
  expectChange();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const arrivals = new Arrivals(parent);

  const settle = async (): Promise<void> => {
    const touched = arrivals.take();
    const folders = new Map((await foldersOf(parent, elsewhere)).map((folder) => [path.basename(folder), folder]));
    const before = installed();
    for (const name of before) if (!folders.has(name)) await attempt('remove', name, () => remove(name));
    for (const [name, folder] of folders) {
      if (!before.includes(name)) await attempt('install', name, () => install(folder));
      else if (touched.includes(name))
        log.warn({ module: name }, 'New code of an installed module takes effect after a restart.');
    }
  };

  const attempt = async (verb: 'install' | 'remove', module: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      log.info({ module }, verb === 'install' ? 'The module is installed.' : 'The module is removed.');
    } catch (error) {
      log.error(
        { module, err: error },
        `The module could not be ${verb === 'install' ? 'installed' : 'removed'}; the graph is as before.`,
      );
    }
  };

  const settleWhenCalm = async (): Promise<void> => {
    const event = heard;
    await pause(await arrivals.untilWhole());
    // What was heard meanwhile is in line behind this.
    if (event === heard && !isClosed) await settle();
  };

  let isClosed = false;
  let heard = 0;
  const watcher = watch(parent, { recursive: true }, (_event, file) => {
    if (file) arrivals.heard(file);
    heard += 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(settleWhenCalm);
    }, 1);
  });
  return async () => {
    isClosed = true;
    watcher.close();
    clearTimeout(timer);
    await running;
  };
}
