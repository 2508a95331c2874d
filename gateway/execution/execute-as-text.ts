import { OperationTypeNode } from 'graphql';
import { hasLeft } from '../request-context.js';
import { atAskedPlaces } from './asked-places.js';
import { compiledPlan } from './compiled/compiled-plans.js';
import { NotCompilable, Unexpected } from './compiled/not-compilable.js';
import { remembering } from './compiled/kept-answers.js';
import { CompiledRun, type WrittenAnswer } from './compiled/run-compiled.js';
import { execute, type ExecutionAnswer, type ExecutionRequest, rootTypeOf, shapeOf } from './execute.js';

/**
 * Executes as `execute` does, and gives `data` as text where the operation is compiled: for an edge that writes it. What
 * the compiled way does not expect goes to `execute`, which is told what was asked already.
 */
export async function executeAsText(request: ExecutionRequest): Promise<ExecutionAnswer | WrittenAnswer> {
  const { variables, introspection, sources } = request;
  const settled = request.plan?.under ? await request.plan.under(variables.values) : request.plan;
  if (!settled || introspection?.errors) return execute(request);
  const shape = shapeOf(request, settled);
  const documents = { granted: request.document, asked: (request.asked ?? request).document };
  const compiled = compiledPlan(settled, documents, shape, rootTypeOf(request));
  if (!compiled) return execute({ ...request, plan: settled });
  const { wire } = variables;
  const run = new CompiledRun(compiled.operation, {
    wire,
    sources,
    context: request.context,
    introspected: introspection?.data ?? {},
  });
  try {
    const answer = await run.run();
    compiled.misses = 0;
    return answer.errors.length === 0 ? answer : { ...answer, errors: atAskedPlaces(answer.errors, shape) };
  } catch (thrown) {
    if (!(thrown instanceof Unexpected) && !(thrown instanceof NotCompilable)) throw thrown;
    if (thrown !== Unexpected.failure) compiled.misses += 1;
    // Nobody reads what the plain executor would write with an error at every place. A mutation's outcome is recorded.
    if (request.operation.operation === OperationTypeNode.QUERY && hasLeft(request.context))
      throw request.context.signal.reason;
    return execute({ ...request, plan: settled, sources: remembering(sources, run.kept) });
  }
}
