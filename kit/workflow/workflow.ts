/**
 * Terminology.
 * - workflow: the life of one kind of aggregate as a table: states, and transitions between them.
 * - instance: a row whose `state` only the interpreter writes.
 * - transition: what one verb does to the state; a verb of persons is a mutation, a verb of the system is not.
 * - condition: a rule about the row and its caller, which `allowedActions` answers too. guard: a rule about what the caller sends.
 * - step: the name of a stage that a transition stamps on the timeline.
 */
import type { Aggregate } from '../data/perform.js';
import type { CountyRules } from '../county/county-rules.js';
import type { Setting } from '../county/setting.js';
import type { EventDeclaration, EventFields, Payload } from '../events/declare-event.js';
import type { TimerHandler } from '../events/runner.js';
import type { Condition, Policy } from '../identity/policy.js';
import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import type { Bilingual, FaultCode } from '../module/fault.js';
import type { Duration } from '../time/duration.js';
import { deadlinesIn } from './deadlines-in.js';
import { policiesOf } from './policies-of.js';
import { timersOf } from './timers-of.js';

/** What one party answered while its state gathers answers; silence is recorded with no one behind it. */
export interface GivenAnswer {
  readonly answer: string;
  readonly by: string | null;
  readonly at: string;
}

/** The interpreter's own notes on an instance. */
export interface Course {
  /** Version of the county's profile that the instance began under and keeps. */
  readonly profileVersion: number;
  /** When the present state was entered, ISO 8601. */
  readonly since: string;
  /** How often each verb was done. */
  readonly counts: Readonly<Record<string, number>>;
  /** Answers gathered since the present state was entered, by party. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  /** Entries of the timeline, and the digest of the last one. */
  readonly length: number;
  readonly head: string;
}

/** A row that lives by a workflow. */
export interface Instance extends Aggregate {
  readonly state: string;
  /** The place whose county's rules hold. */
  readonly regionCode: string;
  readonly course: Course;
}

/** What a transition works with: who does it, with what, under which rules. */
export interface Moment<Input> {
  readonly context: Context;
  readonly input: Input;
  readonly rules: CountyRules;
  /** The state it leaves; null when it creates the instance. */
  readonly from: string | null;
  readonly now: Date;
  /** Answers gathered so far, the one of this transition included. */
  readonly answers: Readonly<Record<string, GivenAnswer>>;
}

/** A rule about what the caller sends, with what a refusal says. */
export interface Guard<Row extends Instance = never, Input = never> {
  readonly reason: string;
  readonly code: Extract<FaultCode, 'FORBIDDEN' | 'CONFLICT' | 'INVALID' | 'NOT_FOUND'>;
  /** Quotes the value and names the rule. */
  sentence(row: Row, moment: Moment<Input>): Bilingual;
  readonly source: Bilingual;
  holds(row: Row, moment: Moment<Input>): boolean | Promise<boolean>;
}

/** What a transition changes beside the state. */
export interface Effect<Row extends Instance = never, Input = never> {
  readonly title: Bilingual;
  apply(row: Row, moment: Moment<Input>): void | Promise<void>;
}

/** What a transition writes on the timeline: plain values, and personal ones, of which only a salted digest is kept. */
export interface Entry {
  readonly comment?: string | null;
  readonly values?: Readonly<Record<string, string | number | boolean | null>>;
  readonly personal?: Readonly<Record<string, string>>;
}

/** The event that a transition emits. */
export interface Emission<Row extends Instance = never, Input = never> {
  readonly event: EventDeclaration;
  payload(row: Row, moment: Moment<Input>): Payload<EventFields>;
}

/** A state chosen by a rule among several; the present one means: stay. */
export interface Choice<Row extends Instance = never, Input = never> {
  readonly among: readonly Row['state'][];
  readonly rule: Bilingual;
  choose(row: Row, moment: Moment<Input>): Row['state'];
}

/** A period that begins when its state is entered and ends when the state is left. */
export interface Deadline<Row extends Instance = never> {
  /** States that name the same deadline one after the other share it. */
  readonly name: string;
  readonly title: Bilingual;
  /** A county's setting, or the row's own; null for none. */
  readonly length:
    Setting<'duration'> | { readonly rule: Bilingual; of(row: Row, rules: CountyRules): Duration | null };
  /** The system's verb when it runs out; without one the deadline is only noted as missed. */
  readonly then?: string;
}

/** One state of a workflow. */
export interface StateDeclaration<Row extends Instance = never> {
  readonly title: Bilingual;
  readonly final?: true;
  /** Its period, or several that run side by side. */
  readonly deadline?: Deadline<Row> | readonly Deadline<Row>[];
  /** The deadline of another state that waits while this one lasts, and goes on when that state is entered again. */
  readonly suspends?: string;
  /** The parties whose answers this state gathers. Entering it forgets earlier answers. */
  readonly gathers?: { readonly title: Bilingual; parties(row: Row): readonly string[] };
}

/** What one verb does. */
export interface Transition<Row extends Instance = never, Input = never> {
  readonly title: Bilingual;
  /** None for a verb that creates the instance. */
  readonly from: readonly Row['state'][];
  readonly to: Row['state'] | Choice<Row, Input>;
  /** Realm roles of which one is needed, or the system itself. */
  readonly by: readonly string[] | 'system';
  readonly source: Bilingual;
  readonly conditions?: readonly Condition<Row>[];
  readonly guards?: readonly Guard<Row, Input>[];
  readonly effect?: Effect<Row, Input>;
  readonly step?: string;
  /** Set where an instance allows it once in its life. */
  readonly once?: true;
  /** Gives a running deadline more time, once. */
  readonly extends?: { readonly deadline: string; by(row: Row, moment: Moment<Input>): Duration };
  /** Set where staying in the state starts its deadlines anew. */
  readonly restarts?: true;
  /** The answer that this verb gives for one party while the state gathers. */
  readonly answers?: (
    row: Row,
    moment: Omit<Moment<Input>, 'answers'>,
  ) => { readonly party: string; readonly answer: string };
  /** What a party that has not answered is taken to have answered, when this verb ends the gathering. */
  readonly silence?: string;
  readonly entry?: (row: Row, moment: Moment<Input>) => Entry;
  readonly emits?: readonly Emission<Row, Input>[];
}

type Transitions<Row extends Instance, Inputs> = {
  readonly [Verb in keyof Inputs & string]: Transition<Row, Inputs[Verb]>;
};

/** The table as a module writes it: every state of the row's type, every verb of `Inputs` with what it is sent. */
export interface WorkflowTable<Row extends Instance, Inputs> {
  /** The module whose workflow it is. */
  readonly module: string;
  /** Lower-case words; unique in the portal. */
  readonly name: string;
  readonly title: Bilingual;
  readonly source: Bilingual;
  readonly entity: Class<Row>;
  readonly states: Readonly<Record<Row['state'], StateDeclaration<Row>>>;
  readonly transitions: Transitions<Row, Inputs>;
  /** The steps that transitions stamp, in their order. */
  readonly steps?: Readonly<Record<string, Bilingual>>;
}

/** A workflow: the table, the policy of each verb of persons, and a timer for each deadline. */
export interface Workflow<Row extends Instance, Inputs> extends WorkflowTable<Row, Inputs> {
  readonly policies: Readonly<Record<string, Policy<Row>>>;
  readonly timers: readonly TimerHandler[];
}

/** A workflow as those see it who do not know its rows: to run its timers, to show its fields, to draw it. */
export interface WorkflowOutline extends Pick<
  WorkflowTable<Instance, unknown>,
  'module' | 'name' | 'title' | 'source' | 'steps'
> {
  readonly entity: Class;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly timers: readonly TimerHandler[];
  readonly states: Readonly<Record<string, StateDeclaration>>;
  readonly transitions: Readonly<Record<string, TransitionOutline>>;
}

/** A transition as a drawing shows it. */
export interface TransitionOutline extends Pick<
  Transition,
  'title' | 'by' | 'source' | 'conditions' | 'step' | 'once' | 'restarts' | 'silence'
> {
  readonly from: readonly string[];
  readonly to: string | { readonly among: readonly string[]; readonly rule: Bilingual };
  readonly guards?: readonly Pick<Guard, 'reason' | 'source'>[];
  readonly effect?: Pick<Effect, 'title'>;
  readonly emits?: readonly Pick<Emission, 'event'>[];
  readonly extends?: { readonly deadline: string };
}

/** Makes a workflow of its table. Throws where the table contradicts itself. */
export function defineWorkflow<Row extends Instance, Inputs>(table: WorkflowTable<Row, Inputs>): Workflow<Row, Inputs> {
  checkTable(table);
  return Object.freeze({ ...table, policies: policiesOf(table), timers: timersOf(table) });
}

/** Declares what a transition emits. */
export function emission<Row extends Instance, Input, F extends EventFields>(
  event: EventDeclaration<F>,
  payload: (row: Row, moment: Moment<Input>) => Payload<F>,
): Emission<Row, Input> {
  return { event, payload };
}

/** The states that a transition may lead to. */
export function destinationsOf<Row extends Instance, Input>({ to }: Transition<Row, Input>): readonly Row['state'][] {
  return typeof to === 'object' ? to.among : [to];
}

function checkTable<Row extends Instance, Inputs>(table: WorkflowTable<Row, Inputs>): void {
  const states = table.states as Readonly<Record<string, StateDeclaration<Row>>>;
  const transitions = Object.entries(table.transitions) as [string, Transition<Row, never>][];
  const wrong = (problem: string): never => {
    throw new Error(`The workflow ${table.name}: ${problem}.`);
  };
  const reached = new Set(transitions.flatMap(([, transition]) => destinationsOf(transition)));
  const left = new Set(transitions.flatMap(([, { from }]) => from));
  const declared = Object.values(states).flatMap(deadlinesIn);
  for (const [name, state] of Object.entries(states)) {
    const { final, suspends } = state;
    if (!reached.has(name)) wrong(`nothing leads to the state ${name}`);
    if (final ? left.has(name) : !left.has(name)) wrong(`the state ${name} is ${final ? 'left' : 'never left'}`);
    for (const { name: deadline, then } of deadlinesIn(state)) {
      const after = then === undefined ? undefined : transitions.find(([verb]) => verb === then)?.[1];
      if (then !== undefined && after?.by !== 'system') wrong(`${then} of the state ${name} is no verb of the system`);
      if (then !== undefined && !after?.from.includes(name)) wrong(`${then} does not leave the state ${name}`);
      if (declared.some((each) => each.name === deadline && each.then !== then))
        wrong(`the deadline ${deadline} ends in two ways`);
    }
    if (suspends !== undefined && !declared.some((each) => each.name === suspends))
      wrong(`the state ${name} suspends ${suspends}, which no state has`);
  }
  for (const [verb, { step }] of transitions) {
    if (step !== undefined && !(step in (table.steps ?? {}))) wrong(`${verb} stamps ${step}, which is no step`);
  }
}
