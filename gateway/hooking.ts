import type { GraphQLFormattedError } from 'graphql';
import type { Module } from '../kit/module/define.js';
import type { HookedRequest, HookHost, Hooks } from '../kit/module/host.js';
import type { Source } from './sources/source.js';

/** The hooks of the installed plug-ins around one request, in the modules' order. */
export class Hooking {
  readonly request: HookedRequest;
  readonly #hooks: readonly Hooks[];
  readonly #host: HookHost;
  readonly #startedAt = performance.now();

  constructor(modules: readonly Module[], host: HookHost, request: HookedRequest) {
    this.request = request;
    this.#host = host;
    this.#hooks = modules.flatMap(({ hooks }) => hooks ?? []);
  }

  /** Before anything is fetched; what a hook throws refuses the request. */
  async before(): Promise<void> {
    for (const { onRequest } of this.#hooks) await onRequest?.(this.request, this.#host);
  }

  /** Before the answer leaves; what a hook throws keeps it back. */
  async after(errors: readonly GraphQLFormattedError[]): Promise<void> {
    const milliseconds = performance.now() - this.#startedAt;
    for (const { onResponse } of this.#hooks) await onResponse?.(this.request, { errors, milliseconds }, this.#host);
  }

  /** Tells the hooks of a defect. */
  defect(error: unknown): void {
    for (const { onError } of this.#hooks) onError?.(error, this.request);
  }

  /** The sources, with each fetch told to the hooks that want to know. */
  watched(sources: ReadonlyMap<string, Source>): ReadonlyMap<string, Source> {
    const listeners = this.#hooks.filter(({ onFetch }) => onFetch !== undefined);
    if (listeners.length === 0) return sources;
    return new Map([...sources].map(([name, source]) => [name, this.#watched(source, listeners)]));
  }

  #watched(source: Source, listeners: readonly Hooks[]): Source {
    return {
      name: source.name,
      fetch: (request, context) => {
        const { operation } = request;
        for (const { onFetch } of listeners) onFetch?.({ subgraph: source.name, operation }, this.request);
        return source.fetch(request, context);
      },
    };
  }
}
