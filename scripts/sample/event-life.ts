import type { CountyRules } from '../../kit/county/county-rules.js';
import { anonymous, type Caller } from '../../kit/identity/caller.js';
import type { Context } from '../../kit/module/context.js';
import type { Duration } from '../../kit/time/duration.js';
import { type ChainedEntry, digestOf } from '../../kit/timeline/append.js';
import { actorOf, courseAfter, deadlineChanges, destination } from '../../kit/workflow/interpret.js';
import type { Moment, Transition } from '../../kit/workflow/workflow.js';
import type { Event } from '../../subgraphs/dispatch/event.js';
import type { EventInputs } from '../../subgraphs/dispatch/event-inputs.js';
import { eventWorkflow } from '../../subgraphs/dispatch/event-workflow.js';

/** An event whose columns may be written. */
export type EventDraft = { -readonly [Name in keyof Event]: Event[Name] };

/** A deadline as kit.timers keeps it. */
export interface LivedTimer {
  readonly name: string;
  readonly length: Duration;
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly profileVersion: number;
  state: 'RUNNING' | 'MET' | 'MISSED';
  endedAt: Date | null;
}

/** An entry of the timeline with its place in the chain. */
export interface LivedEntry extends ChainedEntry {
  readonly previous: string;
  readonly digest: string;
}

/** Who does a verb: staff of an organisation, a client, or the system. */
export interface Doer {
  readonly staffNumber?: string;
  readonly subject?: string;
  readonly client?: string;
  readonly organization?: string;
}

/**
 * The life of one event as the portal would have written it: where a verb leads, what it stamps and writes down, which
 * deadlines begin and end, and the chain of digests come from the workflow's table and the interpreter themselves.
 */
export class EventLife {
  readonly event: EventDraft;
  readonly entries: LivedEntry[] = [];
  readonly timers: LivedTimer[] = [];
  readonly #rules: CountyRules;

  constructor(event: EventDraft, rules: CountyRules) {
    this.event = event;
    this.#rules = rules;
  }

  /** The running deadline of the present state. */
  get deadline(): LivedTimer | undefined {
    return this.timers.find(({ state }) => state === 'RUNNING');
  }

  /** Does one verb: `change` is what its effect does to the row. Throws where the table does not allow it. */
  does<Verb extends keyof EventInputs & string>(
    verb: Verb,
    at: Date,
    doer: Doer,
    input: EventInputs[Verb],
    change?: (event: EventDraft) => void,
  ): void {
    const { event } = this;
    const transition: Transition<Event, EventInputs[Verb]> = eventWorkflow.transitions[verb];
    const from = transition.from.length === 0 ? null : event.state;
    if (from !== null && !transition.from.includes(event.state))
      throw new Error(`${verb} is not done to an event in ${event.state}.`);
    const moment = this.#momentOf(doer, input, from, at);
    const to = destination(transition, event, moment);
    change?.(event);
    event.state = to;
    const course = courseAfter({ ...event.course, profileVersion: this.#rules.version }, verb, {
      from,
      to,
      at: at.toISOString(),
      answers: {},
      gathers: false,
    });
    const written = transition.entry?.(event, moment) ?? {};
    const entry: ChainedEntry = {
      about: event.id,
      workflow: eventWorkflow.name,
      at: at.toISOString(),
      verb,
      from,
      to,
      step: transition.step ?? null,
      actor: actorOf(moment),
      organization: doer.organization ?? null,
      sequence: course.length + 1,
      comment: written.comment ?? null,
      values: written.values ?? {},
      personal: {},
    };
    const digest = digestOf(course.head, entry);
    this.entries.push({ ...entry, previous: course.head, digest });
    event.course = { ...course, length: entry.sequence, head: digest };
    this.#changeDeadlines(transition, moment, to);
    event.version += 1;
  }

  /** Lets the present deadline run out: its timer is missed, and the system's verb follows. */
  misses(change: (event: EventDraft) => void): void {
    const timer = this.deadline;
    if (!timer) throw new Error(`Nothing runs out in ${this.event.state}.`);
    Object.assign(timer, { state: 'MISSED', endedAt: timer.dueAt });
    const passed = { deadline: timer.name, dueAt: timer.dueAt.toISOString() };
    const verb = timer.name === 'feedback' ? 'expireFeedback' : 'climbEvent';
    this.does(verb, timer.dueAt, { client: 'module:dispatch' }, passed, change);
  }

  #momentOf<Input>(doer: Doer, input: Input, from: string | null, now: Date): Moment<Input> {
    const caller: Caller = {
      ...anonymous,
      kind: doer.client === undefined ? 'person' : 'service',
      staffNumber: doer.staffNumber ?? null,
      subject: doer.subject ?? null,
      client: doer.client ?? null,
    };
    // The table's choices and entries look at nobody but the caller; effects, which would read rows, are not run.
    return { context: { caller } as Context, input, rules: this.#rules, from, now, answers: {} };
  }

  #changeDeadlines<Input>(transition: Transition<Event, Input>, moment: Moment<Input>, to: string): void {
    for (const change of deadlineChanges(eventWorkflow, transition, this.event, to, moment)) {
      const running = this.timers.find(({ name, state }) => name === change.name && state === 'RUNNING');
      if (change.kind === 'stop' && running) Object.assign(running, { state: 'MET', endedAt: moment.now });
      if (change.kind !== 'start') continue;
      const { at, provisional } = this.#rules.calendar.dueAt(moment.now, change.length);
      this.timers.push({
        name: change.name,
        length: change.length,
        startedAt: moment.now,
        dueAt: at,
        provisional,
        profileVersion: this.#rules.version,
        state: 'RUNNING',
        endedAt: null,
      });
    }
  }
}
