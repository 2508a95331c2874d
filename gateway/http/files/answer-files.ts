import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault, faultCodes } from '../../../kit/module/fault.js';
import { jsonText } from '../../sources/json-text.js';
import type { IncomingRequest } from '../request-intake.js';
import { statusOfReason } from './file-faults.js';

/** Milliseconds for which a body that nobody wants is still taken, so that its sender comes to read the answer. */
const patience = 2_000;

/** Answers in JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.end(jsonHead(response, status, body));
}

/** Answers an error as `/graphql` does: a Fault in the caller's language, anything else masked. */
export async function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  incoming: IncomingRequest,
): Promise<void> {
  const fault = error instanceof Fault ? error : null;
  const body = fault
    ? { message: fault.sentence[incoming.language], extensions: { ...fault.extensions } }
    : incoming.mask(error);
  if (fault?.code === 'UNAUTHENTICATED') response.setHeader('www-authenticate', 'Bearer');
  if (request.complete) return answerJson(response, statusOf(fault), { errors: [body] });
  response.setHeader('connection', 'close');
  response.write(jsonHead(response, statusOf(fault), { errors: [body] }));
  request.resume();
  await Promise.race([
    new Promise((resolve) => request.once('close', resolve)),
    pause(patience, undefined, { ref: false }),
  ]);
  response.end();
}

function statusOf(fault: Fault | null): number {
  if (!fault) return 500;
  return statusOfReason[String(fault.extensions['reason'])] ?? faultCodes[fault.code];
}

function jsonHead(response: ServerResponse, status: number, body: unknown): string {
  const text = jsonText(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    vary: 'accept-language, authorization, origin',
  });
  return text;
}
