import type { Dispatcher } from 'undici';
import type { Carrier } from './call.js';
import { GatheredBody } from './http1/gathered-body.js';
import type { ReceivedHead } from './http1/read-head.js';

/** Carries messages over undici, which speaks TLS. */
export function overUndici(dispatcher: Dispatcher): Carrier {
  return {
    send: ({ path, headers, body }, taker) => {
      const gathered = new GatheredBody();
      let head: ReceivedHead = { status: 0, type: undefined, retryAfter: undefined };
      dispatcher.dispatch(
        { method: 'POST', path, headers, body: Buffer.from(body, 'latin1') },
        {
          onRequestStart: (controller) => {
            taker.sent(() => controller.abort(new Error('Nobody wants the answer any more.')));
            if (taker.isGivenUp) controller.abort(new Error('The request was given up before it was sent.'));
          },
          onResponseStart: (_controller, status, received) => {
            head = { status, type: only(received['content-type']), retryAfter: only(received['retry-after']) };
          },
          onResponseData: (_controller, piece) => {
            taker.counted(gathered.size + piece.length);
            if (!taker.isGivenUp) gathered.add(piece);
          },
          onResponseEnd: () => {
            taker.answered(head, gathered.bytes);
            gathered.release();
          },
          onResponseError: (_controller, error) => {
            gathered.release();
            if (!taker.isGivenUp) taker.failed(error);
          },
        },
      );
    },
  };
}

function only(header: string | string[] | undefined): string | undefined {
  return typeof header === 'object' ? header[0] : header;
}
