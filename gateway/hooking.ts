import type { GraphQLFormattedError } from 'graphql';
import { inDoubt, isOfDatabase } from '../kit/data/database-faults.js';
import type { Module } from '../kit/module/define.js';
import type { HookedRequest, HookHost, Hooks } from '../kit/module/host.js';
import { withoutLiterals } from './operation/without-literals.js';
import type { Graph } from './supergraph/graph.js';
import type { KnownOperation } from './operation/known-operation.js';
import type { RequestContext } from './request-context.js';
import type { Source, SubgraphRequest } from './sources/source.js';

/** The hooks of the installed plug-ins around one request, in the modules' order. */
export class Hooking {
  readonly request: HookedRequest;
  readonly #hooks: readonly BoundHooks[];
  readonly #startedAt = performance.now();

  /** Where no modules are hosted there is no host for hooks either. */
  constructor(modules: readonly Module[], host: HookHost | null, request: HookedRequest) {
    this.request = request;
    this.#hooks = host === null ? [] : modules.flatMap(({ hooks }) => (hooks ? [{ hooks, host }] : []));
  }

  /** Whether anybody listens: where nobody does there is nothing to wait for. */
  get isHooked(): boolean {
    return this.#hooks.length > 0;
  }

  /** Before anything is fetched; what a hook throws refuses the request. */
  async before(): Promise<void> {
    for (const { hooks, host } of this.#hooks) await hooks.onRequest?.(this.request, host);
  }

  /**
   * Before the answer leaves; what a hook throws keeps it back. Where that is for the database's sake, a mutation may have
   * been made all the same, and its Fault says so.
   */
  async after(errors: readonly GraphQLFormattedError[]): Promise<void> {
    const milliseconds = performance.now() - this.#startedAt;
    try {
      for (const { hooks, host } of this.#hooks) await hooks.onResponse?.(this.request, { errors, milliseconds }, host);
    } catch (error) {
      throw this.request.kind === 'mutation' && isOfDatabase(error) ? inDoubt(error) : error;
    }
  }

  /** Tells the hooks of a defect. */
  defect(error: unknown): void {
    for (const { hooks } of this.#hooks) hooks.onError?.(error, this.request);
  }

  /** The sources, with each fetch told to the hooks that want to know. */
  watched(sources: ReadonlyMap<string, Source>): ReadonlyMap<string, Source> {
    const listeners = this.#hooks.map(({ hooks }) => hooks).filter(({ onFetch }) => onFetch !== undefined);
    if (listeners.length === 0) return sources;
    return new Map([...sources].map(([name, source]) => [name, this.#watched(source, listeners)]));
  }

  #watched(source: Source, listeners: readonly Hooks[]): Source {
    const tell = ({ operation }: Pick<SubgraphRequest, 'operation'>): void => {
      for (const { onFetch } of listeners) onFetch?.({ subgraph: source.name, operation }, this.request);
    };
    const { subscribe, http, local } = source;
    return {
      name: source.name,
      fetch: (request, context) => {
        tell(request);
        return source.fetch(request, context);
      },
      http: http && {
        send: (request, context, read) => {
          tell(request);
          return http.send(request, context, read);
        },
        read: (answer) => http.read(answer),
      },
      local: local && {
        execute: (request, context) => {
          tell(request);
          return local.execute(request, context);
        },
        read: (answer) => local.read(answer),
      },
      ...(subscribe && {
        subscribe: (request, context) => {
          tell(request);
          return subscribe.call(source, request, context);
        },
      }),
    };
  }
}

interface BoundHooks {
  readonly hooks: Hooks;
  readonly host: HookHost;
}

/** What hooks are told of a request. */
export function hookedRequest(
  { schema }: Pick<Graph, 'schema'>,
  known: KnownOperation,
  context: RequestContext,
  receivedAt: Date,
  recorded: boolean,
): HookedRequest {
  return {
    requestId: context.requestId,
    caller: context.caller,
    kind: known.operation.operation,
    operationName: known.operation.name?.value ?? null,
    documentDigest: known.digest,
    clientName: context.clientName ?? null,
    shape: () => withoutLiterals(schema, known.document, known.operation),
    rootFields: known.rootFields,
    purpose: context.purpose,
    receivedAt,
    recorded,
    disclosures: null,
  };
}
