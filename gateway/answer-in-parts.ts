import type { GraphQLFormattedError } from 'graphql';
import type { Answer, AnswerPart, DeferredAnswer, PartedAnswer } from './answer.js';
import { answerOperation, bodyOf, executionOf, presented, type PreparedOperation } from './answer-operation.js';
import { type LaterPart, PartedExecution } from './execution/defer.js';
import { refusedUnder } from './operation/authorise.js';
import { presentError } from './operation/present-error.js';
import type { RequestContext } from './request-context.js';

/**
 * Answers a prepared operation in parts, or whole where nothing is left to come. The hooks learn of the end once, before the
 * last part leaves. From the moment in which a plain personal value is noted no part leaves before they have written that
 * down; where they cannot, the parts that waited leave with null and the reason.
 */
export async function answerInParts(prepared: PreparedOperation): Promise<Answer | PartedAnswer> {
  const { hooking, planned, variables } = prepared;
  const departure = departureOf(prepared);
  const { context } = departure;
  const refused = refusedUnder(planned.authorised, variables.values);
  const execution = refused.whole
    ? null
    : await PartedExecution.begin({ ...executionOf(prepared, context), refusals: refused.errors });
  const first = await execution?.first();
  if (execution && first?.hasNext) {
    const body = bodyOf(first, prepared, presented(first.errors, context));
    const parts = leaving(departure, execution, { ...body, hasNext: true });
    // Where all parts must wait and cannot leave in the end, the request is refused like any other.
    return { phase: 'parts', parts: begun(await parts.next(), parts) };
  }
  execution?.end();
  const body = first
    ? bodyOf(first, prepared, presented(first.errors, context))
    : await answerOperation(prepared, context);
  await hooking.after(body.errors ?? []);
  return { phase: 'execution', body };
}

/** What holds parts back. */
interface Departure {
  readonly context: RequestContext;
  readonly hooking: PreparedOperation['hooking'];
  /** Whether personal values were opened that nothing has written down yet. */
  isDisclosing(): boolean;
}

function departureOf({ hooking, context }: PreparedOperation): Departure {
  const { disclosures } = hooking.request;
  let isDisclosing = false;
  const note: NonNullable<typeof disclosures>['note'] = (disclosure) => {
    isDisclosing = true;
    return disclosures?.note(disclosure);
  };
  return {
    context: { ...context, disclosures: disclosures && { purpose: disclosures.purpose, note } },
    hooking,
    isDisclosing: () => isDisclosing,
  };
}

async function* leaving(
  { hooking, context, isDisclosing }: Departure,
  execution: PartedExecution,
  first: AnswerPart,
): AsyncGenerator<AnswerPart, void, undefined> {
  const errors = errorsOf(first);
  let waiting = [first];
  let hasLeft = false;
  let isTold = false;
  try {
    if (!isDisclosing()) {
      hasLeft = true;
      yield* waiting.splice(0);
    }
    for await (const { parts, hasNext } of execution.later()) {
      const part = { incremental: parts.map((each) => deferredAnswer(each, context)), hasNext };
      errors.push(...errorsOf(part));
      waiting.push(part);
      if (hasNext && isDisclosing()) continue;
      if (!hasNext) {
        isTold = true;
        const refusal = await hooking.after(errors).then(
          () => null,
          (thrown: unknown) => ({ thrown }),
        );
        if (refusal && !hasLeft) throw refusal.thrown;
        if (refusal) waiting = waiting.map((each) => withheld(each, presentError(refusal.thrown, context)));
      }
      hasLeft = true;
      yield* waiting.splice(0);
    }
  } finally {
    execution.end();
    if (!isTold) await hooking.after(errors).catch(context.mask);
  }
}

async function* begun(
  { value }: IteratorResult<AnswerPart, void>,
  parts: AsyncGenerator<AnswerPart, void, undefined>,
): AsyncGenerator<AnswerPart, void, undefined> {
  try {
    if (value) yield value;
    yield* parts;
  } finally {
    await parts.return();
  }
}

function deferredAnswer({ data, path, label, errors }: LaterPart, context: RequestContext): DeferredAnswer {
  return {
    data,
    path,
    ...(label === undefined ? {} : { label }),
    ...(errors.length > 0 ? { errors: presented(errors, context) } : {}),
  };
}

function withheld(part: AnswerPart, error: GraphQLFormattedError): AnswerPart {
  if (!('incremental' in part)) return part;
  return { ...part, incremental: part.incremental.map((each) => ({ ...each, data: null, errors: [error] })) };
}

function errorsOf(part: AnswerPart): GraphQLFormattedError[] {
  return 'incremental' in part ? part.incremental.flatMap(({ errors = [] }) => errors) : [...(part.errors ?? [])];
}
