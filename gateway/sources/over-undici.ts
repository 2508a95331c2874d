import type { Dispatcher } from 'undici';
import type { Carrier } from './exchange.js';

/** Carries messages over undici, which speaks TLS. */
export function overUndici(dispatcher: Dispatcher): Carrier {
  return {
    send: ({ path, headers, body }, taker) => {
      dispatcher.dispatch(
        { method: 'POST', path, headers, body: Buffer.from(body, 'latin1') },
        {
          onRequestStart: (controller) => {
            taker.sent(() => controller.abort(new Error('Nobody wants the answer any more.')));
            if (taker.isGivenUp) controller.abort(new Error('The request was given up before it was sent.'));
          },
          onResponseStart: (_controller, status) => taker.begun(status, undefined),
          onResponseData: (_controller, piece) => taker.brought(piece),
          onResponseEnd: () => taker.ended(),
          onResponseError: (_controller, error) => {
            if (!taker.isGivenUp) taker.failed(error);
          },
        },
      );
    },
  };
}
