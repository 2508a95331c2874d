import { Worker } from 'node:worker_threads';

/** Subgraphs to compose. */
export interface ComposeRequest {
  readonly subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[];
}

/** The supergraph and the schema that clients see, or composition's own words on why there is none. */
export type ComposeResult =
  | { readonly supergraphSdl: string; readonly publicSdl: string; readonly errors?: undefined }
  | { readonly errors: readonly string[] };

/** Composes in a thread of its own, so that requests go on meanwhile. The thread starts with the first composition. */
export class Composer {
  #worker: Worker | null = null;
  #next = 0;
  readonly #waiting = new Map<number, { resolve(result: ComposeResult): void; reject(error: Error): void }>();

  compose(request: ComposeRequest): Promise<ComposeResult> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#next += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ...request });
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compose-thread.mjs', import.meta.url));
    worker.unref();
    worker.on('message', ({ id, result }: { id: number; result: ComposeResult }) => {
      this.#waiting.get(id)?.resolve(result);
      this.#waiting.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
      this.#worker = null;
    });
    return worker;
  }
}
