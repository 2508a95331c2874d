import type { Readable } from 'node:stream';
import { Fault } from '../../kit/module/fault.js';
import { exactJson, jsonText } from './json-text.js';
import { readErrors } from './read-errors.js';
import type { SubgraphRequest, SubgraphResponse } from './source.js';

/** A request as GraphQL over HTTP writes it: the bytes of its UTF-8, one character each. */
export function requestBytes({ operation, operationName, variables }: SubgraphRequest): string {
  return Buffer.from(jsonText({ query: operation, operationName, variables })).toString('latin1');
}

/** Collects an answer's body. Raises Fault UPSTREAM beyond `limit` bytes. */
export async function bodyOf(subgraph: string, body: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw unusable(subgraph, `its answer exceeds ${limit} bytes`, `应答超过 ${limit} 字节`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads an answer's body as text. Raises Fault UPSTREAM for what is not UTF-8. */
export function textOf(subgraph: string, body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw unusable(subgraph, 'its answer is not UTF-8', '应答不是 UTF-8');
  }
}

/** Reads a subgraph's answer. Raises Fault UPSTREAM for one that is not a GraphQL response; `origin` says which it was. */
export function readSubgraphResponse(subgraph: string, text: string, origin: AnswerOrigin): SubgraphResponse {
  return believable(subgraph, parsed(text), origin);
}

/** The same for an answer that has been parsed: its errors are read as far as they are errors. */
export function believable(subgraph: string, response: unknown, origin: AnswerOrigin): SubgraphResponse {
  if (isResponse(response)) {
    return { data: response.data, errors: response.errors ? readErrors(response.errors) : undefined };
  }
  throw unusable(
    subgraph,
    `its answer is not a GraphQL response (${origin.en})`,
    `应答不是 GraphQL 响应（${origin.zh}）`,
  );
}

/** Which answer of a subgraph is meant, in the words of a Fault: `status 502`, `event 3`. */
export interface AnswerOrigin {
  readonly zh: string;
  readonly en: string;
}

interface RawResponse {
  readonly data?: SubgraphResponse['data'];
  readonly errors?: readonly object[] | null;
}

function isResponse(value: unknown): value is RawResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const data: unknown = 'data' in value ? value.data : undefined;
  const errors: unknown = 'errors' in value ? value.errors : undefined;
  if (data === undefined && errors === undefined) return false;
  return typeof (data ?? {}) === 'object' && !Array.isArray(data) && (errors == null || isErrorList(errors));
}

function isErrorList(errors: unknown): boolean {
  return Array.isArray(errors) && errors.every((error: unknown) => typeof error === 'object' && error !== null);
}

function parsed(text: string): unknown {
  try {
    return exactJson(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** The Fault of a subgraph whose answer cannot be used, and why. */
export function unusable(subgraph: string, cause: string, zh: string): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: `子图 ${subgraph} 的应答不可用：${zh}。`, en: `Subgraph "${subgraph}" gave no usable answer: ${cause}.` },
    { reason: 'SUBGRAPH_ANSWER_UNUSABLE', details: { subgraph, cause } },
  );
}

/** The Fault of a subgraph's stream that broke off before it was complete. */
export function interrupted(subgraph: string, cause?: unknown): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: `子图 ${subgraph} 的事件流中断。`, en: `The stream of subgraph "${subgraph}" broke off.` },
    {
      reason: 'SUBGRAPH_STREAM_BROKEN',
      details: { subgraph },
      cause: cause instanceof Error ? cause : undefined,
    },
  );
}
