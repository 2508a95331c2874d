import { Worker } from 'node:worker_threads';
import { Fault } from '../module/fault.js';

/** Milliseconds that one call may take, and MiB of the thread's heap. */
const longest = 10_000;
const heap = 512;

/** Milliseconds after which a thread without work ends; the next call starts another. */
const idleLimit = 30_000;

/** What a thread is sent: the address of a module, the name of a function that it exports, and what that is given. */
interface Work {
  readonly module: string;
  readonly name: string;
  readonly given: readonly unknown[];
}

interface Call extends Work {
  readonly answered: PromiseWithResolvers<unknown>;
}

/** What a thread tells of its call. */
type Told = { readonly answer: unknown } | { readonly thrown: string };

const waiting: Call[] = [];
let thread: Worker | null = null;
let running: Call | null = null;
/** Ends the call that runs where it takes too long, or the thread where none does. */
let timer: NodeJS.Timeout | undefined;

/**
 * Calls a pure function beside the event loop, in the one thread that there is for that, in turn: for what takes tenths of a second
 * over a large text. `module` is the address of the file that exports it. What it is given and answers is copied, and may hold
 * no function. Fault LIMITED, reason TOO_MUCH_WORK, for a call that takes longer than ten seconds or too much memory; rejects
 * with the words of what the function throws.
 */
export function aside<Given extends readonly unknown[], Answer>(
  module: URL,
  work: (...given: Given) => Answer,
  ...given: NoInfer<Given>
): Promise<Answer> {
  const answered = Promise.withResolvers<Answer>();
  waiting.push({ module: module.href, name: work.name, given, answered } as Call);
  next();
  return answered.promise;
}

function next(): void {
  if (running) return;
  const call = waiting.shift();
  clearTimeout(timer);
  if (!call) {
    thread?.unref();
    timer = setTimeout(stop, idleLimit).unref();
    return;
  }
  running = call;
  thread ??= started();
  thread.ref();
  timer = setTimeout(() => end(tooMuch()), longest);
  const { module, name, given } = call;
  thread.postMessage({ module, name, given } satisfies Work);
}

function started(): Worker {
  // It reads nothing of the environment, where passwords are.
  const worker = new Worker(new URL('./aside-thread.mjs', import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  worker.on('message', (told: Told) => {
    if ('thrown' in told) running?.answered.reject(new Error(told.thrown));
    else running?.answered.resolve(told.answer);
    running = null;
    next();
  });
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (thread === worker) end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error);
  });
  return worker;
}

/** The thread ends, and with it the call that runs; the others go on in another. */
function end(error: Error): void {
  stop();
  running?.answered.reject(error);
  running = null;
  next();
}

function stop(): void {
  void thread?.terminate();
  thread = null;
}

function tooMuch(): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `处理所提交的内容超过 ${longest / 1_000} 秒或内存上限,已中止:请缩小后再试。`,
      en: `What was sent takes more than ${longest / 1_000} s or too much memory to read, and was given up; send less.`,
    },
    { reason: 'TOO_MUCH_WORK', details: { milliseconds: longest } },
  );
}
