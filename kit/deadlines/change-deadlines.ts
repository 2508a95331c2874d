import { arm, disarm, reset, runningTimer, type Timer } from './timers.js';
import type { Duration } from '../time/duration.js';
import type { DeadlineChange } from '../workflow/interpret.js';
import type { Instance, Moment, WorkflowTable } from '../workflow/workflow.js';

/** The name of a workflow's deadline among its module's timers. */
export function timerName(workflow: { readonly name: string }, deadline: string): string {
  return `${workflow.name}.${deadline}`;
}

/** Starts, stops, pauses, resumes and extends an instance's deadlines, in the transaction that moves it. */
export async function changeDeadlines<Row extends Instance, Inputs, Input>(
  workflow: WorkflowTable<Row, Inputs>,
  row: Row,
  moment: Moment<Input>,
  changes: readonly DeadlineChange[],
): Promise<void> {
  const { module } = workflow;
  const { context } = moment;
  for (const change of changes) {
    const name = timerName(workflow, change.name);
    if (change.kind === 'start') await start(module, name, row, moment, change.length);
    else if (change.kind === 'stop') await disarm(context, module, row.id, 'MET', [name]);
    else {
      const timer = await runningTimer(context, module, row.id, name);
      if (timer) await alter(timer, change, moment);
    }
  }
}

async function start<Row extends Instance, Input>(
  module: string,
  name: string,
  row: Row,
  { context, rules, now }: Moment<Input>,
  length: Duration,
): Promise<void> {
  const { at, provisional } = rules.calendar.dueAt(now, length);
  await arm(context, {
    module,
    name,
    about: row.id,
    regionCode: row.regionCode,
    profileVersion: rules.version,
    length,
    dueAt: at,
    provisional,
  });
}

async function alter<Input>(
  timer: Timer,
  change: Exclude<DeadlineChange, { kind: 'start' }>,
  { context, rules, now }: Moment<Input>,
): Promise<void> {
  const { calendar } = rules;
  if (change.kind === 'pause' && timer.dueAt !== null) {
    const length = calendar.remaining(now, timer.dueAt, timer.length.unit);
    await reset(context, timer, { ...timer, state: 'PAUSED', dueAt: null, length });
  } else if (change.kind === 'resume') {
    const { at: dueAt, provisional } = calendar.dueAt(now, timer.length);
    await reset(context, timer, { ...timer, state: 'RUNNING', countedFrom: now, dueAt, provisional });
  } else if (change.kind === 'extend' && timer.dueAt) {
    const { length } = timer;
    if (length.unit !== change.by.unit)
      throw new Error(`${timer.name} is counted in ${length.unit}, so its extension is too.`);
    const longer = { ...length, amount: length.amount + change.by.amount };
    const { at: dueAt, provisional } = calendar.dueAt(timer.countedFrom, longer);
    await reset(context, timer, { ...timer, state: 'RUNNING', dueAt, length: longer, provisional, extended: true });
  }
}
