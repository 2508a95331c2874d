import { setImmediate as turn } from 'node:timers/promises';
import { type GraphQLSchema, parse, validate } from 'graphql';
import type { BrokenOperation, LiveOperation } from '../../kit/docking/dock.js';

/** Operations that are looked at before requests have a turn. */
const together = 5;

/** Which operations are valid before a change of the schema and not after it. Requests go on meanwhile. */
export async function brokenOperations(
  { before, after }: { readonly before: GraphQLSchema; readonly after: GraphQLSchema },
  operations: readonly LiveOperation[],
): Promise<BrokenOperation[]> {
  const broken: BrokenOperation[] = [];
  for (const [index, { digest, shape }] of operations.entries()) {
    if (index % together === 0) await turn();
    const document = parse(shape, { noLocation: true });
    const [error] = validate(after, document, undefined, { maxErrors: 1 });
    if (error && validate(before, document, undefined, { maxErrors: 1 }).length === 0)
      broken.push({ digest, why: error.message });
  }
  return broken;
}
