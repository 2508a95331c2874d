import type { CountyRules } from '../county/county-rules.js';
import type { Duration } from '../time/duration.js';
import { deadlinesIn } from './deadlines-in.js';
import type {
  Course,
  Deadline,
  GivenAnswer,
  Instance,
  Moment,
  StateDeclaration,
  Transition,
  WorkflowTable,
} from './workflow.js';

/** What becomes of a deadline when an instance moves. */
export type DeadlineChange =
  | { readonly kind: 'start'; readonly name: string; readonly length: Duration }
  | { readonly kind: 'stop' | 'pause' | 'resume'; readonly name: string }
  | { readonly kind: 'extend'; readonly name: string; readonly by: Duration };

/** The answers after a transition: the one that it gives, and silence for those who gave none when it ends the gathering. */
export function answersAfter<Row extends Instance, Input>(
  state: StateDeclaration<Row> | undefined,
  transition: Transition<Row, Input>,
  row: Row,
  moment: Omit<Moment<Input>, 'answers'>,
): Readonly<Record<string, GivenAnswer>> {
  const at = moment.now.toISOString();
  const answers: Record<string, GivenAnswer> = { ...row.course.answers };
  const given = transition.answers?.(row, moment);
  if (given) answers[given.party] = { answer: given.answer, by: actorOf(moment), at };
  if (transition.silence !== undefined) {
    for (const party of state?.gathers?.parties(row) ?? []) {
      answers[party] ??= { answer: transition.silence, by: null, at };
    }
  }
  return answers;
}

/** The state that a transition leads to. Throws where the choice is none of those that its table names. */
export function destination<Row extends Instance, Input>(
  transition: Transition<Row, Input>,
  row: Row,
  moment: Moment<Input>,
): Row['state'] {
  const { to } = transition;
  if (typeof to !== 'object') return to;
  const chosen = to.choose(row, moment);
  if (!to.among.includes(chosen))
    throw new Error(`${transition.title.en} chose ${chosen}, which its table does not name.`);
  return chosen;
}

/** What becomes of the deadlines when `row` moves from one state to another. */
export function deadlineChanges<Row extends Instance, Inputs, Input>(
  workflow: WorkflowTable<Row, Inputs>,
  transition: Transition<Row, Input>,
  row: Row,
  to: string,
  moment: Moment<Input>,
): DeadlineChange[] {
  const states = workflow.states as Readonly<Record<string, StateDeclaration<Row>>>;
  const before = moment.from === null ? undefined : states[moment.from];
  const after = states[to];
  const changes =
    moment.from === to ? staying(transition, after, row, moment.rules) : moving(before, after, row, moment.rules);
  const { extends: extension } = transition;
  if (extension) changes.push({ kind: 'extend', name: extension.deadline, by: extension.by(row, moment) });
  return changes;
}

/** The notes of an instance after a transition. */
export function courseAfter(
  course: Course,
  verb: string,
  {
    from,
    to,
    at,
    answers,
    gathers,
  }: {
    readonly from: string | null;
    readonly to: string;
    readonly at: string;
    readonly answers: Readonly<Record<string, GivenAnswer>>;
    /** Whether the state that is entered gathers answers. */
    readonly gathers: boolean;
  },
): Course {
  const moved = from !== to;
  return {
    ...course,
    since: moved ? at : course.since,
    counts: { ...course.counts, [verb]: (course.counts[verb] ?? 0) + 1 },
    answers: moved && gathers ? {} : answers,
  };
}

/** Who stands behind a transition, as the timeline names them: staff number, client, or Keycloak's `sub`. */
export function actorOf({ context: { caller } }: Pick<Moment<unknown>, 'context'>): string {
  return caller.staffNumber ?? (caller.kind === 'service' ? caller.client : caller.subject) ?? 'system';
}

/** How long a deadline lasts for a row under the rules; null for none. */
export function lengthOf<Row extends Instance>(
  { length }: Deadline<Row>,
  row: Row,
  rules: CountyRules,
): Duration | null {
  return 'of' in length ? length.of(row, rules) : rules.read(length);
}

function moving<Row extends Instance>(
  before: StateDeclaration<Row> | undefined,
  after: StateDeclaration<Row> | undefined,
  row: Row,
  rules: CountyRules,
): DeadlineChange[] {
  const changes: DeadlineChange[] = [];
  const old = deadlinesIn(before);
  const next = deadlinesIn(after);
  const runsIn = (deadlines: readonly Deadline<Row>[], name: string) => deadlines.some((each) => each.name === name);
  for (const { name } of old) {
    // States that share a deadline hand it on.
    if (!runsIn(next, name)) changes.push({ kind: after?.suspends === name ? 'pause' : 'stop', name });
  }
  const waited = after?.suspends === before?.suspends ? undefined : before?.suspends;
  if (waited !== undefined && !runsIn(next, waited)) changes.push({ kind: 'stop', name: waited });
  for (const deadline of next) {
    if (runsIn(old, deadline.name)) continue;
    if (deadline.name === waited) changes.push({ kind: 'resume', name: waited });
    else changes.push(...starting(deadline, row, rules));
  }
  return changes;
}

function staying<Row extends Instance, Input>(
  { restarts }: Transition<Row, Input>,
  state: StateDeclaration<Row> | undefined,
  row: Row,
  rules: CountyRules,
): DeadlineChange[] {
  if (!restarts) return [];
  return deadlinesIn(state).flatMap((deadline) => [
    { kind: 'stop' as const, name: deadline.name },
    ...starting(deadline, row, rules),
  ]);
}

function starting<Row extends Instance>(deadline: Deadline<Row>, row: Row, rules: CountyRules): DeadlineChange[] {
  const length = lengthOf(deadline, row, rules);
  return length === null ? [] : [{ kind: 'start', name: deadline.name, length }];
}
