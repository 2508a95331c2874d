import type { Module } from '../kit/module/define.js';
import type { Bus } from '../kit/events/bus.js';
import type { HookHost } from '../kit/module/host.js';
import { runnerOf } from '../kit/module/runner-of.js';

/**
 * The modules that run: each started once with a host of its own, whose signal ends with it. Those that are servers of
 * their own take their events and timers there.
 */
export class RunningModules {
  readonly #host: HookHost;
  readonly #bus: Bus;
  readonly #elsewhere: ReadonlySet<string>;
  readonly #running = new Map<string, { readonly abort: AbortController; readonly stop: () => Promise<void> }>();

  constructor(host: HookHost, bus: Bus, elsewhere: Iterable<string>) {
    this.#host = host;
    this.#bus = bus;
    this.#elsewhere = new Set(elsewhere);
  }

  /** Begins to take a module's events and timers. */
  async take(module: Module): Promise<void> {
    if (!this.#elsewhere.has(module.name)) await this.#bus.run(runnerOf(module));
  }

  /** Starts a module, whose events and timers are taken. */
  async start(module: Module): Promise<void> {
    const abort = new AbortController();
    const stop = await module.start?.({ ...this.#host, signal: abort.signal });
    this.#running.set(module.name, { abort, stop: stop ?? (async () => {}) });
  }

  async stop(name: string): Promise<void> {
    const running = this.#running.get(name);
    this.#running.delete(name);
    await this.#bus.halt(name);
    running?.abort.abort();
    await running?.stop();
  }

  /** Stops all, the last started first. */
  async stopAll(): Promise<void> {
    for (const name of [...this.#running.keys()].reverse()) await this.stop(name);
  }
}
