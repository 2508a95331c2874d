import type { Readable } from 'node:stream';
import { Pool, type Dispatcher } from 'undici';
import { Fault } from '../../kit/module/fault.js';
import type { RequestContext } from '../request-context.js';
import { jsonText } from './json-text.js';
import type { Source, SubgraphRequest, SubgraphResponse } from './source.js';

/** A source with connections of its own. */
export interface RemoteSource extends Source {
  /** Waits for the requests under way and closes the connections. */
  close(): Promise<void>;
}

interface RemoteOptions {
  readonly name: string;
  /** Where the subgraph takes GraphQL over HTTP. */
  readonly url: string;
  /** Milliseconds that one answer may take; 10,000 when left out. */
  readonly timeout?: number;
  /** Bytes that one answer may have; 32 MiB when left out. */
  readonly answerLimit?: number;
  /** Connections kept to the subgraph; 64 when left out. */
  readonly connections?: number;
}

const accept = 'application/graphql-response+json, application/json';

/**
 * Reaches a subgraph by GraphQL over HTTP, relaying the caller's token, language and purpose. Raises Fault TIMEOUT at the
 * source's or the request's deadline and Fault UPSTREAM for every answer that is not a GraphQL response.
 */
export function createRemoteSource(options: RemoteOptions): RemoteSource {
  const { name, url, timeout = 10_000, answerLimit = 32 * 1024 * 1024, connections = 64 } = options;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: timeout, bodyTimeout: timeout });
  return {
    name,
    async fetch(request, context) {
      const deadline = AbortSignal.any([context.signal, AbortSignal.timeout(timeout)]);
      try {
        const answer = await pool.request({
          method: 'POST',
          path: pathname + search,
          headers: headersFor(context),
          body: bodyFor(request),
          signal: deadline,
        });
        return responseFrom(name, answer, await textOf(name, answer, answerLimit));
      } catch (thrown) {
        if (thrown instanceof Fault) throw thrown;
        throw deadline.aborted ? tooLate(name, timeout) : unreachable(name, thrown);
      }
    },
    close: () => pool.close(),
  };
}

function headersFor(context: RequestContext): Record<string, string> {
  const headers: Record<string, string> = {
    accept,
    'content-type': 'application/json',
    'accept-language': context.language,
    'x-request-id': context.requestId,
  };
  if (context.token !== null) headers['authorization'] = `Bearer ${context.token}`;
  if (context.purpose !== null) headers['x-purpose'] = context.purpose;
  return headers;
}

function bodyFor(request: SubgraphRequest): string {
  return jsonText({
    query: request.operation,
    operationName: request.operationName,
    variables: request.variables,
  });
}

async function textOf(name: string, answer: Dispatcher.ResponseData, limit: number): Promise<string> {
  const body: Readable = answer.body;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw unusable(name, `its answer exceeds ${limit} bytes`, `应答超过 ${limit} 字节`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function responseFrom(name: string, { statusCode }: Dispatcher.ResponseData, text: string): SubgraphResponse {
  if (statusCode >= 300 && statusCode < 400)
    throw unusable(name, `it redirects (status ${statusCode})`, `应答为重定向（状态 ${statusCode}）`);
  const response = parsed(text);
  if (isResponse(response)) return response;
  throw unusable(
    name,
    `its answer is not a GraphQL response (status ${statusCode})`,
    `应答不是 GraphQL 响应（状态 ${statusCode}）`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function isResponse(value: unknown): value is SubgraphResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const data: unknown = 'data' in value ? value.data : undefined;
  const errors: unknown = 'errors' in value ? value.errors : undefined;
  if (data === undefined && errors === undefined) return false;
  return typeof (data ?? {}) === 'object' && !Array.isArray(data) && (errors == null || isErrorList(errors));
}

function isErrorList(errors: unknown): boolean {
  return Array.isArray(errors) && errors.every((error: unknown) => typeof error === 'object' && error !== null);
}

function tooLate(subgraph: string, timeout: number): Fault {
  return new Fault(
    'TIMEOUT',
    { zh: `子图 ${subgraph} 未在期限内应答。`, en: `Subgraph "${subgraph}" did not answer in time.` },
    { reason: 'SUBGRAPH_TIMEOUT', details: { subgraph, timeout } },
  );
}

function unusable(subgraph: string, cause: string, zh: string): Fault {
  return new Fault(
    'UPSTREAM',
    { zh: `子图 ${subgraph} 的应答不可用：${zh}。`, en: `Subgraph "${subgraph}" gave no usable answer: ${cause}.` },
    { reason: 'SUBGRAPH_ANSWER_UNUSABLE', details: { subgraph, cause } },
  );
}

// The driver's message holds addresses; the caller gets its code only, the log gets the whole as the cause.
function unreachable(subgraph: string, thrown: unknown): Fault {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'UNKNOWN';
  const cause = `the connection failed (${code})`;
  return new Fault(
    'UPSTREAM',
    { zh: `无法连接子图 ${subgraph}（${code}）。`, en: `Subgraph "${subgraph}" cannot be reached: ${cause}.` },
    {
      reason: 'SUBGRAPH_UNREACHABLE',
      details: { subgraph, cause },
      cause: thrown instanceof Error ? thrown : undefined,
    },
  );
}
