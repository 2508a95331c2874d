import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { Answer, StreamedAnswers } from './answer.js';
import { answerOperation, type PreparedOperation } from './answer-operation.js';
import { AnswerStream } from './answer-stream.js';
import type { Limits } from './config.js';
import { errorOfSource, errorOfSubgraph } from './execution/report.js';
import { openSourceStream } from './execution/subscribe.js';
import type { TokenWatch } from './identity/token-watch.js';
import { refusedUnder } from './operation/authorise.js';
import { presentError } from './operation/present-error.js';
import { StreamRefused } from './sources/source.js';

/** Opens the stream of a prepared subscription, whose events each go through the plan. */
export async function answerEvents(
  prepared: PreparedOperation,
  { limits, tokens }: { readonly limits: Limits; readonly tokens: TokenWatch },
): Promise<Answer | StreamedAnswers> {
  // Personal values leave only when their disclosure is written down, which is done when a request ends: so in a
  // stream, whose answers leave before its end, they stay masked.
  const context = { ...prepared.context, disclosures: null };
  const { hooking, variables, planned } = prepared;
  const refused = refusedUnder(planned.authorised, variables.values);
  if (refused.whole) {
    const errors = refused.errors.map((error) => presentError(error, context));
    await hooking.after(errors);
    return { phase: 'execution', body: { errors } };
  }
  const plan = (await planned.plan?.under?.(variables.values)) ?? planned.plan;
  const { subscribe } = plan ?? {};
  if (!plan || !subscribe) throw new Error('A subscription was planned without a source stream.');
  const failure = (thrown: unknown): readonly GraphQLFormattedError[] =>
    errorsOfStream(thrown, subscribe.subgraph).map((error) => presentError(error, context));
  try {
    const answers = await AnswerStream.open({
      context,
      tokens,
      deadline: limits.deadline,
      patience: limits.streamPatience,
      open: (opening) =>
        openSourceStream({ plan: { ...plan, subscribe }, variables, sources: prepared.sources, context: opening }),
      answer: (event, each) => answerOperation({ ...prepared, planned: { ...planned, plan } }, each, event),
      failure,
      ended: (errors) => hooking.after(errors),
    });
    return { phase: 'stream', answers };
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    return { phase: 'execution', body: { errors: failure(thrown) } };
  }
}

function errorsOfStream(thrown: unknown, subgraph: string): GraphQLError[] {
  if (!(thrown instanceof StreamRefused)) return [errorOfSource(thrown, subgraph)];
  return thrown.errors.map((error) => errorOfSubgraph(error, subgraph, error.path));
}
