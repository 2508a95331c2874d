/*
 * Lets equal questions that are under way at the same time be one call. Assumes that whoever asks has made sure that the
 * question changes nothing, and that a question is told apart by its text, by whom it is asked for and by whatever else the
 * subgraph is told. Questions are found by their operation, whose text is the same string for every execution of a plan: to
 * look for them by their bodies would read every body once more, which takes microseconds where nothing is shared.
 */
import type { RequestContext } from '../request-context.js';
import type { Asker, Ending, PendingCall, Question } from './call.js';
import type { ReceivedHead } from './http1/read-head.js';
import { relaySame } from './relayed-headers.js';

/** Operations whose calls are looked for; a graph's clients ask fewer, and beyond them nobody joins what was begun before. */
const mostOperations = 2_000;

/** The calls to one subgraph that may be joined. */
export class SharedCalls {
  // The lists stay, mostly empty: to make them anew for each call would cost more than all the rest.
  readonly #open = new Map<string, SharedCall[]>();

  /** Joins an equal call, where there is one that was begun within its time. */
  join({ operation, body }: Question, context: RequestContext, asker: Asker, now: number): PendingCall | undefined {
    const open = this.#open.get(operation);
    if (open === undefined) return undefined;
    for (const call of open)
      if (call.isJoinable(body, context, now)) {
        call.join(asker);
        return call;
      }
    return undefined;
  }

  /** Lets others join a call of this asker until it ends, or until `until`. */
  open({ operation, body }: Question, context: RequestContext, asker: Asker, until: number): SharedCall {
    const call = new SharedCall(this.#openOf(operation), body, context, until, asker);
    call.enter();
    return call;
  }

  /** Lets nobody join what was begun so far: it may tell what was true before a change. */
  forget(): void {
    this.#open.clear();
  }

  #openOf(operation: string): SharedCall[] {
    const known = this.#open.get(operation);
    if (known !== undefined) return known;
    if (this.#open.size >= mostOperations) this.#open.clear();
    const open: SharedCall[] = [];
    this.#open.set(operation, open);
    return open;
  }
}

/** One call and all that wait for it, each until its own deadline; it is left when nobody waits any more. */
export class SharedCall implements Asker, PendingCall {
  readonly #open: SharedCall[];
  readonly #body: string;
  readonly #context: RequestContext;
  readonly #until: number;
  #first: Asker | undefined;
  #others: Asker[] | undefined;
  #call: PendingCall | undefined;
  #wasLate = false;

  constructor(open: SharedCall[], body: string, context: RequestContext, until: number, first: Asker) {
    this.#open = open;
    this.#body = body;
    this.#context = context;
    this.#until = until;
    this.#first = first;
  }

  isJoinable(body: string, context: RequestContext, now: number): boolean {
    return body === this.#body && now < this.#until && relaySame(context, this.#context);
  }

  enter(): void {
    this.#open.push(this);
  }

  join(asker: Asker): void {
    if (this.#others === undefined) this.#others = [asker];
    else this.#others.push(asker);
  }

  /** Says which call it is. */
  is(call: PendingCall): void {
    this.#call = call;
  }

  // Each reads for itself, now: the bytes are somebody else's in a moment.
  answered(head: ReceivedHead, body: Buffer): boolean {
    const [first, others] = [this.#first, this.#others];
    this.#end();
    let isUsable = first === undefined || first.answered(head, body);
    if (others !== undefined) for (const asker of others) isUsable = asker.answered(head, body) && isUsable;
    return isUsable;
  }

  failed(reason: unknown): void {
    const [first, others = []] = [this.#first, this.#others];
    this.#end();
    first?.failed(reason);
    for (const asker of others) asker.failed(reason);
  }

  leave(asker: Asker, ending: Ending): void {
    if (asker === this.#first) this.#first = undefined;
    else this.#others = this.#others?.filter((each) => each !== asker);
    this.#wasLate ||= ending === 'late';
    if (this.#first !== undefined || this.#others?.length) return;
    const call = this.#call;
    this.#end();
    call?.leave(this, this.#wasLate ? 'late' : 'left');
  }

  #end(): void {
    const at = this.#open.indexOf(this);
    const last = at < 0 ? undefined : this.#open.pop();
    if (last !== undefined && last !== this) this.#open[at] = last;
    this.#first = undefined;
    this.#others = undefined;
    this.#call = undefined;
  }
}
