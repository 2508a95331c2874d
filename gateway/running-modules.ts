import type { Module } from '../kit/module/define.js';
import type { HookHost } from '../kit/module/host.js';

/** The modules that run: each started once with a host of its own, whose signal ends with it. */
export class RunningModules {
  readonly #host: HookHost;
  readonly #running = new Map<string, { readonly abort: AbortController; readonly stop: () => Promise<void> }>();

  constructor(host: HookHost) {
    this.#host = host;
  }

  async start(module: Module): Promise<void> {
    const abort = new AbortController();
    const stop = await module.start?.({ ...this.#host, signal: abort.signal });
    this.#running.set(module.name, { abort, stop: stop ?? (async () => {}) });
  }

  async stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    running?.abort.abort();
    await running?.stop();
  }

  /** Stops all, the last started first. */
  async stopAll(): Promise<void> {
    for (const name of [...this.#running.keys()].reverse()) await this.stop(name);
  }
}
