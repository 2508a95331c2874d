import type { GraphQLFormattedError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { AnswerBody } from '../answer.js';
import { readSentRequest } from '../operation/graphql-request.js';
import { presentError } from '../operation/present-error.js';
import type { Pipeline } from '../pipeline.js';
import type { RequestContext } from '../request-context.js';

const whole = { readOnly: false, streams: false, parts: false, asText: false } as const;

/**
 * Answers several requests that came as one body, side by side and each by itself, within the deadline of one. Faults: INVALID,
 * reason BATCHING_OFF, where `limit` is 0; LIMITED, reason BATCH_TOO_LARGE.
 */
export async function answerBatch(
  pipeline: Pipeline,
  requests: readonly unknown[],
  limit: number,
  context: RequestContext,
): Promise<readonly AnswerBody[]> {
  if (limit === 0 || requests.length === 0) throw batchingOff();
  if (requests.length > limit) throw batchTooLarge(requests.length, limit);
  return Promise.all(
    requests.map(async (request): Promise<AnswerBody> => {
      try {
        const outcome = await pipeline.deliver(readSentRequest(request), context, whole);
        if (outcome.phase === 'stream' || outcome.phase === 'parts')
          throw new Error('A batch has whole answers alone.');
        return outcome.body;
      } catch (error) {
        if (context.signal.aborted) throw error;
        const presented: GraphQLFormattedError = presentError(error, context);
        return { errors: [presented] };
      }
    }),
  );
}

function batchingOff(): Fault {
  return new Fault(
    'INVALID',
    { zh: '本门户不受理批量请求;请逐个发送。', en: 'Batches are not answered here. Send each request by itself.' },
    { reason: 'BATCHING_OFF' },
  );
}

function batchTooLarge(size: number, limit: number): Fault {
  return new Fault(
    'LIMITED',
    { zh: `一批最多 ${limit} 个请求;收到 ${size} 个。`, en: `A batch has ${limit} requests at most; ${size} came.` },
    { reason: 'BATCH_TOO_LARGE', details: { size, limit } },
  );
}
