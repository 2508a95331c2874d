import { type ChildProcess, fork } from 'node:child_process';
import type { RoleDeclaration } from '../../kit/module/define.js';
import type { Declaration } from './declaration.js';
import { childMessage, type PortalMessage } from './messages.js';

/** What a child is started as. */
export interface ChildProgram {
  readonly name: string;
  /** The module's folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** MiB that its heap may have. */
  readonly memory: number;
}

/** How a child's process ended. */
export interface LifeEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** What the portal ended it for; left out where it ended by itself. */
  readonly why?: string | undefined;
}

/** Who is told of a child's life. After `ended` nothing is told. */
export interface LifeListener {
  declared(declaration: Declaration): void;
  unfit(why: string): void;
  serving(port: number): void;
  ended(end: LifeEnd): void;
}

/** Milliseconds between two questions whether its event loop turns. */
const beat = 1_000;
/** Questions without an answer after which it is killed: once it has answered, and while it is still being started. */
const patience = 5;
const startPatience = 30;
/** Milliseconds in which it says what it is. */
const declaringLimit = 60_000;
/** Milliseconds between SIGTERM and SIGKILL. */
const grace = 5_000;

const program = new URL('./serve-child-process.mjs', import.meta.url);

/** One process of a module, from its start to its end. It is killed when its event loop does not turn for five seconds. */
export class ChildLife {
  readonly startedAt = performance.now();
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #listener: LifeListener;
  readonly #beating: NodeJS.Timeout;
  readonly #gone = Promise.withResolvers<void>();
  readonly #declaring: NodeJS.Timeout;
  #isDeclared = false;
  #isToServe = false;
  #killing: NodeJS.Timeout | undefined;
  #why: string | undefined;
  #unanswered = 0;
  #hasAnswered = false;
  #memory = 0;
  #roles: (() => readonly RoleDeclaration[]) | undefined;
  #toldRoles: readonly RoleDeclaration[] | undefined;

  constructor({ name, folder, environment, memory }: ChildProgram, listener: LifeListener) {
    this.#name = name;
    this.#listener = listener;
    this.#process = fork(program, [folder, String(memory)], {
      execArgv: [`--max-old-space-size=${memory}`],
      env: { ...environment },
      // What it writes there is nobody's; its log comes over standard error, beside the portal's.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#process.on('message', (message) => this.#heard(message));
    this.#process.on('error', (error) => this.#ended(null, null, error.message));
    this.#process.on('exit', (code, signal) => this.#ended(code, signal));
    // It goes with its channel by itself; where it took its own listener away, it does not.
    this.#process.on('disconnect', () => this.#killSoon('it closed its channel to the portal'));
    this.#beating = setInterval(() => this.#ask(), beat);
    this.#declaring = setTimeout(() => this.#kill('it did not say what it is'), declaringLimit);
  }

  get id(): number | undefined {
    return this.#process.pid;
  }

  /** Bytes of memory that it had when it was last asked. */
  get memory(): number {
    return this.#memory;
  }

  /** Lets it make its tables, take events and answer. `roles` are those of the graph, of which it is told when they change. */
  serve(roles: () => readonly RoleDeclaration[]): void {
    this.#roles = roles;
    this.#isToServe = true;
    this.#tell('serve');
  }

  /** Asks it to end, and makes it end five seconds later. */
  async end(why: string): Promise<void> {
    this.#why ??= why;
    this.#process.kill('SIGTERM');
    this.#killSoon(why);
    await this.#gone.promise;
  }

  #killSoon(why: string): void {
    this.#killing ??= setTimeout(() => this.#kill(why), grace);
  }

  #kill(why: string): void {
    this.#why ??= why;
    this.#process.kill('SIGKILL');
  }

  // Answers are counted, not seconds: a portal that was held up itself asks once afterwards, and not for each second.
  #ask(): void {
    const most = this.#hasAnswered ? patience : startPatience;
    if (this.#unanswered >= most) return this.#kill(`its event loop did not turn for ${most} s`);
    this.#unanswered += 1;
    this.#tell('ping');
  }

  #tell(say: PortalMessage['say']): void {
    const roles = this.#roles?.();
    const message: PortalMessage = roles === this.#toldRoles ? { say } : { say, roles };
    this.#toldRoles = roles;
    // Whoever is gone is heard of by its end.
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  #heard(received: unknown): void {
    const message = childMessage(received, this.#name);
    if (message?.say === 'alive') {
      this.#hasAnswered = true;
      this.#unanswered = 0;
      this.#memory = message.memory;
    } else if (message?.say === 'serving') {
      if (this.#isToServe) this.#listener.serving(message.port);
    } else if (message && !this.#isDeclared) {
      this.#isDeclared = true;
      clearTimeout(this.#declaring);
      if (message.say === 'declared') this.#listener.declared(message.declaration);
      else this.#listener.unfit(message.why);
    }
  }

  #ended(code: number | null, signal: string | null, why = this.#why): void {
    clearInterval(this.#beating);
    clearTimeout(this.#declaring);
    clearTimeout(this.#killing);
    this.#gone.resolve();
    this.#listener.ended({ code, signal, why });
  }
}
