import type { GraphQLFormattedError } from 'graphql';

/** An error that a subgraph met at one of the entities it was asked for. */
export interface EntityError {
  readonly error: GraphQLFormattedError;
  /** Which of the answer's errors it is. */
  readonly order: number;
  /** The path below the entity. */
  readonly rest: readonly (string | number)[];
}

/** The errors of a join's entities, by the entity's index among the representations that were sent. */
export function errorsOfEntities(
  errors: readonly GraphQLFormattedError[],
  responseKey: string,
): Map<number, EntityError[]> {
  const byEntity = new Map<number, EntityError[]>();
  for (const [order, error] of errors.entries()) {
    const [key, index, ...rest] = error.path ?? [];
    if (key !== responseKey || typeof index !== 'number') continue;
    const known = byEntity.get(index);
    if (known) known.push({ error, order, rest });
    else byEntity.set(index, [{ error, order, rest }]);
  }
  return byEntity;
}
