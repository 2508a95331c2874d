import type { Dispatcher } from 'undici';
import type { Carrier } from './exchange.js';
import { GatheredBody } from './http1/gathered-body.js';

/** Carries messages over undici, which speaks TLS. */
export function overUndici(dispatcher: Dispatcher): Carrier {
  return {
    send: ({ path, headers, body }, taker) => {
      const gathered = new GatheredBody();
      let status = 0;
      dispatcher.dispatch(
        { method: 'POST', path, headers, body: Buffer.from(body, 'latin1') },
        {
          onRequestStart: (controller) => {
            taker.sent(() => controller.abort(new Error('Nobody wants the answer any more.')));
            if (taker.isGivenUp) controller.abort(new Error('The request was given up before it was sent.'));
          },
          onResponseStart: (_controller, begun) => {
            status = begun;
          },
          onResponseData: (_controller, piece) => {
            taker.counted(gathered.size + piece.length);
            if (!taker.isGivenUp) gathered.add(piece);
          },
          onResponseEnd: () => {
            taker.answered(status, gathered.bytes);
            gathered.release();
          },
          onResponseError: (_controller, error) => {
            if (!taker.isGivenUp) taker.failed(error);
          },
        },
      );
    },
  };
}
