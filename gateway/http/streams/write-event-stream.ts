import type { ServerResponse } from 'node:http';
import type { AnswerBody } from '../../answer.js';
import { jsonText } from '../../sources/json-text.js';

/** Milliseconds between two comments that keep proxies from closing a quiet stream. */
const beat = 12_000;

/**
 * Writes answers as GraphQL over SSE, distinct connections: an event `next` for each, as fast as the client takes them,
 * then `complete`. A client that has taken nothing from one beat to the next is gone, and its connection is closed.
 */
export async function writeEventStream(response: ServerResponse, answers: AsyncIterable<AnswerBody>): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept, accept-language, authorization, origin',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  let stalled = false;
  const beats = setInterval(() => {
    if (stalled && response.writableNeedDrain) response.destroy();
    stalled = response.writableNeedDrain;
    if (!stalled) response.write(':\n\n');
  }, beat);
  try {
    for await (const body of answers) await written(response, `event: next\ndata: ${jsonText(body)}\n\n`);
    if (!response.destroyed) response.end('event: complete\ndata: \n\n');
  } finally {
    clearInterval(beats);
  }
}

function written(response: ServerResponse, text: string): Promise<void> | undefined {
  if (response.destroyed || response.write(text)) return;
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
