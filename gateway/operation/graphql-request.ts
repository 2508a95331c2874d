import { Fault } from '../../kit/module/fault.js';

/** A client's request, as GraphQL over HTTP defines it, with its shapes checked. */
export interface GraphQLRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Reads a request from parsed JSON. Faults INVALID, reason REQUEST_INVALID, naming the member and what it must be.
 */
export function readGraphQLRequest(body: unknown): GraphQLRequest {
  if (!isMap(body)) throw requestInvalid('body', '须为 JSON 对象', 'must be a JSON object');
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '')
    throw requestInvalid('query', '须为非空字符串', 'must be a string that is not empty');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw requestInvalid('operationName', '须为字符串或 null', 'must be a string or null');
  }
  if (variables !== undefined && variables !== null && !isMap(variables)) {
    throw requestInvalid('variables', '须为对象或 null', 'must be an object or null');
  }
  if (extensions !== undefined && extensions !== null && !isMap(extensions)) {
    throw requestInvalid('extensions', '须为对象或 null', 'must be an object or null');
  }
  return { query, operationName: operationName || null, variables: variables ?? {} };
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

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function requestInvalid(member: string, zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `请求的 ${member} ${zh}。`, en: `The request's ${member} ${en}.` },
    { reason: 'REQUEST_INVALID', details: { member } },
  );
}
