import { Fault } from '../../kit/module/fault.js';

/** A client's request, as GraphQL over HTTP defines it, with its shapes checked. */
export interface GraphQLRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Told once the document is known to be valid, by this request or by one before it. */
  readonly validated?: (() => void) | undefined;
}

/** A request as it was sent: its document as text, by its id, or both. */
export interface SentRequest extends Omit<GraphQLRequest, 'query' | 'validated'> {
  readonly query: string | null;
  /** `documentId` of GraphQL over HTTP ("Persisted Documents"), or `sha256Hash` of the extension `persistedQuery`. */
  readonly documentId: string | null;
}

/**
 * Reads a request from parsed JSON. Faults INVALID, reason REQUEST_INVALID, naming the member and what it must be.
 */
export function readGraphQLRequest(body: unknown): GraphQLRequest {
  const { query, operationName, variables } = readSentRequest(body);
  if (query === null) throw withoutQuery();
  return { query, operationName, variables };
}

/** The same for a request that may name its document by an id. */
export function readSentRequest(body: unknown): SentRequest {
  if (!isMap(body)) throw requestInvalid('body', '须为 JSON 对象', 'must be a JSON object');
  const { query, operationName, variables, extensions } = body;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw requestInvalid('operationName', '须为字符串或 null', 'must be a string or null');
  }
  if (variables !== undefined && variables !== null && !isMap(variables)) {
    throw requestInvalid('variables', '须为对象或 null', 'must be an object or null');
  }
  if (extensions !== undefined && extensions !== null && !isMap(extensions)) {
    throw requestInvalid('extensions', '须为对象或 null', 'must be an object or null');
  }
  const documentId = documentIdOf(body['documentId'], extensions?.['persistedQuery']);
  return {
    // An empty text stands for none where a protocol demands one, as graphql-transport-ws does.
    query: documentId !== null && (query === undefined || query === null || query === '') ? null : textOf(query),
    documentId,
    operationName: operationName || null,
    variables: variables ?? {},
  };
}

/** Parses a body. Fault INVALID, reason JSON_MALFORMED, with the parser's place of the error. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Deep nesting exhausts the parser's stack (RangeError): as malformed as a missing bracket.
    const { message } = error as Error;
    throw new Fault(
      'INVALID',
      { zh: `请求体不是合法的 JSON:${message}`, en: `The body is not JSON: ${message}` },
      { reason: 'JSON_MALFORMED' },
    );
  }
}

const longestId = 256;

function documentIdOf(documentId: unknown, persisted: unknown): string | null {
  if (documentId !== undefined && documentId !== null) {
    if (typeof documentId === 'string' && documentId !== '' && documentId.length <= longestId)
      return documentId.replace(/^sha256:/, '');
    throw requestInvalid('documentId', '须为不超过 256 个字符的非空字符串', 'must be a string of 1 to 256 characters');
  }
  if (persisted === undefined || persisted === null) return null;
  const { version, sha256Hash } = isMap(persisted) ? persisted : {};
  if (version === 1 && typeof sha256Hash === 'string' && sha256Hash !== '' && sha256Hash.length <= longestId)
    return sha256Hash;
  throw requestInvalid(
    'extensions.persistedQuery',
    '须含 version 1 和 sha256Hash',
    'must have version 1 and a sha256Hash',
  );
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(query: unknown): string {
  if (typeof query === 'string' && query !== '') return query;
  throw withoutQuery();
}

function withoutQuery(): Fault {
  return requestInvalid('query', '须为非空字符串', 'must be a string that is not empty');
}

function requestInvalid(member: string, zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `请求的 ${member} ${zh}。`, en: `The request's ${member} ${en}.` },
    { reason: 'REQUEST_INVALID', details: { member } },
  );
}
