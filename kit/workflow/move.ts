import { notFound, perform, type Target } from '../data/perform.js';
import { requireStorable } from '../data/storable-texts.js';
import { countyRules } from '../county/county-rules-of.js';
import { emit } from '../events/emit.js';
import { requirePolicy } from '../identity/policy.js';
import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import { Fault } from '../module/fault.js';
import { appendEntry } from '../timeline/append.js';
import { changeDeadlines } from '../deadlines/change-deadlines.js';
import { relocate } from '../deadlines/timers.js';
import { actorOf, answersAfter, courseAfter, deadlineChanges, destination } from './interpret.js';
import { policyOf } from './policies-of.js';
import type { Course, Instance, Moment, StateDeclaration, Transition, Workflow, WorkflowTable } from './workflow.js';

type Written<Row extends Instance> = { -readonly [Name in 'state' | 'course' | 'version']: Row[Name] };

/** The notes of an instance that does not exist yet. */
const unborn: Course = { profileVersion: 0, since: '', counts: {}, answers: {}, length: 0, head: '' };

/**
 * Does one verb of persons to one instance, in one transaction: policy, version, guards, then state, effect, timeline,
 * deadlines and events together. Answers the row as it stands after the commit.
 *
 * Faults: those of `perform`, and of the verb's guards and effect; reasons WRONG_STATE and ONLY_ONCE.
 */
export async function move<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: Workflow<Row, Inputs>,
  verb: Verb,
  target: Target,
  context: Context,
  input: Inputs[Verb],
): Promise<Row> {
  const policy = policyOf(workflow, verb);
  return perform(policy, target, context, (row, inside) => carryOut(workflow, verb, row, inside, input));
}

/**
 * Brings an instance to life by a verb that creates it: `row` holds everything but the state; `after` goes on in the same
 * transaction. Answers the row as it stands after the commit.
 */
export async function begin<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: Workflow<Row, Inputs>,
  verb: Verb,
  row: Omit<Row, 'state' | 'course' | 'version'>,
  context: Context,
  input: Inputs[Verb],
  after?: (row: Row, inside: Context) => Promise<void>,
): Promise<Row> {
  const born = unbornRow(workflow, row);
  await context.session.write(async (session) => {
    const inside: Context = { ...context, session };
    const policy = workflow.policies[verb];
    if (policy) await requirePolicy(policy, born, inside);
    await create(workflow, verb, born, inside, input);
    await after?.(born, inside);
  });
  const stands = await context.session.one(workflow.entity, 'id', born.id);
  if (stands === null) throw notFound(workflow.entity, born.id);
  return stands;
}

/** Brings an instance to life inside a transaction that stands already, by a verb of the system. */
export async function beginInside<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: WorkflowTable<Row, Inputs>,
  verb: Verb,
  row: Omit<Row, 'state' | 'course' | 'version'>,
  inside: Context,
  input: Inputs[Verb],
): Promise<void> {
  await create(workflow, verb, unbornRow(workflow, row), inside, input);
}

/**
 * Does one verb to one instance inside a transaction that stands already, as the system or as part of another verb. Null
 * when the instance is gone or has left the states from which the verb leads: then nothing happened, because what comes
 * late or twice changes nothing.
 */
export async function moveInside<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: WorkflowTable<Row, Inputs>,
  verb: Verb,
  id: string,
  inside: Context,
  input: Inputs[Verb],
): Promise<Row | null> {
  const row = await inside.session.locked(workflow.entity, id);
  const transition = workflow.transitions[verb];
  if (row === null || !transition.from.includes(row.state)) return null;
  if (transition.once && (row.course.counts[verb] ?? 0) > 0) return null;
  await carryOut(workflow, verb, row, inside, input);
  (row as Written<Row>).version += 1;
  await inside.session.manager.flush();
  return row;
}

function unbornRow<Row extends Instance, Inputs>(
  workflow: WorkflowTable<Row, Inputs>,
  row: Omit<Row, 'state' | 'course' | 'version'>,
): Row {
  const born = Object.create((workflow.entity as Class<Row>).prototype as object) as Row;
  return Object.assign(born, row, { version: 0, course: unborn });
}

async function create<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: WorkflowTable<Row, Inputs>,
  verb: Verb,
  born: Row,
  inside: Context,
  input: Inputs[Verb],
): Promise<void> {
  const { manager } = inside.session;
  await carryOut(workflow, verb, born, inside, input);
  (born as Written<Row>).version = 1;
  manager.persist(born);
  await manager.flush();
}

/** Everything that a transition is, in the transaction of `inside`: the only writer of `state`. */
async function carryOut<Row extends Instance, Inputs, Verb extends keyof Inputs & string>(
  workflow: WorkflowTable<Row, Inputs>,
  verb: Verb,
  row: Row,
  inside: Context,
  input: Inputs[Verb],
): Promise<void> {
  const transition: Transition<Row, Inputs[Verb]> = workflow.transitions[verb];
  // The timeline is written before the row is, and not through the mapper that looks at its texts.
  requireStorable(Object(input) as object);
  const states = workflow.states as Readonly<Record<string, StateDeclaration<Row>>>;
  const from = transition.from.length === 0 ? null : row.state;
  const version = from === null ? undefined : row.course.profileVersion;
  const rules = await countyRules(inside.session, row.regionCode, inside.clock, version);
  const now = inside.clock.now();
  const early = { context: inside, input, rules, from, now };
  const answers = answersAfter(from === null ? undefined : states[from], transition, row, early);
  const moment: Moment<Inputs[Verb]> = { ...early, answers };
  await checkGuards(transition, row, moment);
  const to = destination(transition, row, moment);
  const { regionCode } = row;
  await transition.effect?.apply(row, moment);
  const written = row as Written<Row>;
  written.state = to;
  const course = courseAfter({ ...row.course, profileVersion: rules.version }, verb, {
    from,
    to,
    at: now.toISOString(),
    answers,
    gathers: states[to]?.gathers !== undefined,
  });
  written.course = await appendEntry(inside, course, {
    about: row.id,
    workflow: workflow.name,
    at: now,
    verb,
    from,
    to,
    step: transition.step ?? null,
    actor: actorOf(moment),
    organization: inside.caller.organizations[0] ?? null,
    entry: transition.entry?.(row, moment) ?? {},
  });
  if (from !== null && row.regionCode !== regionCode) await relocate(inside, workflow.module, row.id, row.regionCode);
  await changeDeadlines(workflow, row, moment, deadlineChanges(workflow, transition, row, to, moment));
  for (const { event, payload } of transition.emits ?? []) await emit(inside, event, row.id, payload(row, moment));
}

async function checkGuards<Row extends Instance, Input>(
  { guards = [], title }: Transition<Row, Input>,
  row: Row,
  moment: Moment<Input>,
): Promise<void> {
  for (const guard of guards) {
    if (await guard.holds(row, moment)) continue;
    throw new Fault(guard.code, guard.sentence(row, moment), {
      reason: guard.reason,
      details: { verb: title, source: guard.source },
    });
  }
}
