import type { TimerHandler } from '../events/runner.js';
import { timerName } from '../deadlines/change-deadlines.js';
import { moveInside } from './move.js';
import { deadlinesIn } from './deadlines-in.js';
import type { Deadline, Instance, StateDeclaration, WorkflowTable } from './workflow.js';

/** What a deadline that ran out hands to the system's verb. */
export interface DeadlinePassed {
  readonly deadline: string;
  readonly dueAt: string;
}

/** The timers of a workflow's deadlines, each with the verb that follows when it runs out. */
export function timersOf<Row extends Instance, Inputs>(workflow: WorkflowTable<Row, Inputs>): TimerHandler[] {
  const states = Object.values(workflow.states) as StateDeclaration<Row>[];
  const deadlines = new Map(states.flatMap(deadlinesIn).map((deadline) => [deadline.name, deadline] as const));
  return [...deadlines.values()].map((deadline: Deadline<Row>) => ({
    name: timerName(workflow, deadline.name),
    entity: workflow.entity,
    fire: async ({ about, dueAt }, inside) => {
      if (deadline.then === undefined) return;
      const passed: DeadlinePassed = { deadline: deadline.name, dueAt: (dueAt ?? inside.clock.now()).toISOString() };
      await moveInside(workflow, deadline.then as keyof Inputs & string, about, inside, passed as never);
    },
  }));
}
