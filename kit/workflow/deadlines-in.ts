import type { Deadline, Instance, StateDeclaration } from './workflow.js';

/** The deadlines that run in a state; none in none. */
export function deadlinesIn<Row extends Instance>(state: StateDeclaration<Row> | undefined): readonly Deadline<Row>[] {
  return state?.deadline === undefined ? [] : [state.deadline].flat();
}
