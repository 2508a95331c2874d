import { type GraphQLSchema, parse, validate } from 'graphql';
import type { BrokenOperation, LiveOperation } from '../../kit/docking/dock.js';
import { Turns } from '../turns.js';

/** Which operations are valid before a change of the schema and not after it. Requests go on meanwhile. */
export async function brokenOperations(
  { before, after }: { readonly before: GraphQLSchema; readonly after: GraphQLSchema },
  operations: readonly LiveOperation[],
): Promise<BrokenOperation[]> {
  const broken: BrokenOperation[] = [];
  const turns = new Turns();
  for (const { digest, shape } of operations) {
    await turns.pass();
    const document = parse(shape, { noLocation: true });
    const [error] = validate(after, document, undefined, { maxErrors: 1 });
    if (error && validate(before, document, undefined, { maxErrors: 1 }).length === 0)
      broken.push({ digest, why: error.message });
  }
  return broken;
}
