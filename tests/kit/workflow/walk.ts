import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Caller } from '../../../kit/identity/caller.js';
import type { Context } from '../../../kit/module/context.js';
import { WorkingCalendar } from '../../../kit/time/working-calendar.js';
import {
  answersAfter,
  courseAfter,
  type DeadlineChange,
  deadlineChanges,
  destination,
} from '../../../kit/workflow/interpret.js';
import type { Course, Moment, Transition } from '../../../kit/workflow/workflow.js';
import { clerk } from '../permit/clerk.js';
import { Permit, type PermitState } from '../permit/permit.js';
import { type PermitInputs, permitWorkflow } from '../permit/permit-workflow.js';

/** Rules of a county that says nothing of its own. */
const silentCounty: CountyRules = {
  county: '320281',
  version: 3,
  calendar: new WorkingCalendar(),
  read: ({ otherwise }) => otherwise,
};

/** The notes of a permit that was applied for a moment ago. */
export const freshCourse: Course = {
  profileVersion: 3,
  since: '2026-11-23T01:00:00.000Z',
  counts: { applyPermit: 1 },
  answers: {},
  length: 1,
  head: 'aa',
};

/** A permit in a state, without a database. */
export function permitIn(
  state: PermitState,
  parts: { readonly departments?: string[]; readonly metres?: number; readonly course?: Course } = {},
): Permit {
  const { departments = [], metres = 10, course = freshCourse } = parts;
  return Object.assign(new Permit(), {
    id: '00000000-0000-4000-8000-000000000001',
    version: 1,
    regionCode: '320281',
    state,
    departments,
    metres,
    course,
  });
}

/** What the interpreter makes of a verb: the permit afterwards, and what becomes of its deadlines. */
export interface Step {
  readonly row: Permit;
  readonly changes: readonly DeadlineChange[];
}

/** Does a verb as the interpreter would, without its transaction. */
export function step<Verb extends keyof PermitInputs>(
  row: Permit,
  verb: Verb,
  input: PermitInputs[Verb],
  { now = new Date('2026-11-23T02:00:00Z'), caller = clerk }: { now?: Date; caller?: Caller } = {},
): Step {
  const transition: Transition<Permit, PermitInputs[Verb]> = permitWorkflow.transitions[verb];
  const from = transition.from.length === 0 ? null : row.state;
  const early = { context: { caller } as Context, input, rules: silentCounty, from, now };
  const state = from === null ? undefined : permitWorkflow.states[row.state];
  const moment: Moment<PermitInputs[Verb]> = { ...early, answers: answersAfter(state, transition, row, early) };
  const to = destination(transition, row, moment);
  const course = courseAfter(row.course, verb, {
    from,
    to,
    at: now.toISOString(),
    answers: moment.answers,
    gathers: permitWorkflow.states[to].gathers !== undefined,
  });
  const { departments, metres } = row;
  return {
    row: permitIn(to, { departments, metres, course }),
    changes: deadlineChanges(permitWorkflow, transition, row, to, moment),
  };
}
