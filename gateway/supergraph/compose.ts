import { type ChildProcess, fork } from 'node:child_process';

/** Subgraphs to compose. */
export interface ComposeRequest {
  readonly subgraphs: readonly { readonly name: string; readonly url: string; readonly sdl: string }[];
}

/** The supergraph and the schema that clients see, or composition's own words on why there is none. */
export type ComposeResult =
  | { readonly supergraphSdl: string; readonly publicSdl: string; readonly errors?: undefined }
  | { readonly errors: readonly string[] };

/** The first compositions run code that is not compiled yet and take four times as long as the later ones. */
const warmingRuns = 3;

/**
 * Composes in a process of its own, which takes tenths of a second of one core and hundreds of megabytes: the event loop
 * does not wait for it, and what it leaves behind is not the gateway's. The process starts with the first composition and
 * stays, because it takes a second to start and to become quick.
 */
export class Composer {
  #child: ChildProcess | null = null;
  #next = 0;
  #isClosed = false;
  readonly #waiting = new Map<number, { resolve(result: ComposeResult): void; reject(error: Error): void }>();

  /** Rejects when the process ends before it has answered. */
  compose(request: ComposeRequest): Promise<ComposeResult> {
    const child = (this.#child ??= this.#start());
    child.channel?.ref();
    const id = (this.#next += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      child.send({ id, ...request });
    });
  }

  /** Composes for nothing, so that the next composition is quick. */
  async warm(request: ComposeRequest): Promise<void> {
    for (let run = 0; run < warmingRuns && !this.#isClosed; run += 1) await this.compose(request);
  }

  /** What is asked and not answered is rejected. */
  close(): void {
    this.#isClosed = true;
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    // It reads nothing of the environment, where passwords are, but that Apollo's packages report to nobody.
    const program = new URL('./compose-process.mjs', import.meta.url);
    const child = fork(program, {
      execArgv: ['--expose-gc'],
      env: { APOLLO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.unref();
    child.on('message', ({ id, result }: { id: number; result: ComposeResult }) => {
      this.#waiting.get(id)?.resolve(result);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) child.channel?.unref();
    });
    child.on('error', (error) => this.#ended(child, error));
    child.on('exit', (code, by) =>
      this.#ended(child, new Error(`The process that composes ended with ${by ?? code}.`)),
    );
    return child;
  }

  #ended(child: ChildProcess, error: Error): void {
    if (this.#child !== child) return;
    this.#child = null;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
