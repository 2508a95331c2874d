import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { FuzzedOperation } from './operations.js';

/** A request as it is sent: who asks, and the body or the query string. */
export interface FuzzedRequest {
  readonly kind: FuzzedOperation['kind'] | 'none';
  /** An account; null for nobody, and 'forged' for a token that no issuer signed. */
  readonly as: string | null;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a POST, the query string of a GET. */
  readonly text: string;
}

const accepted = [
  'application/graphql-response+json',
  'application/json',
  '*/*',
  'multipart/mixed; deferSpec=20220824, application/json',
  'text/event-stream',
  'text/html',
];

/** Requests that send operations: by one of `accounts` or nobody, in every form that the door takes, and some that it does not. */
export function requests(
  operations: fc.Arbitrary<FuzzedOperation>,
  accounts: readonly string[],
): fc.Arbitrary<FuzzedRequest> {
  const sent = fc.record({
    operation: operations,
    as: fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...accounts) }, { weight: 2, arbitrary: fc.constant(null) }),
    isForged: rarely(200),
    byGet: rarely(12),
    cut: fc.oneof({ weight: 40, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 2_000 }) }),
    operationName: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(undefined, 'Fuzzed') },
      { weight: 1, arbitrary: fc.constantFrom('Other', '', null) },
    ),
    hash: fc.oneof(
      { weight: 12, arbitrary: fc.constant('none' as const) },
      { weight: 1, arbitrary: fc.constantFrom('right' as const, 'right' as const, 'right' as const, 'wrong' as const) },
    ),
    isBatch: rarely(60),
    accept: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...accepted.slice(0, 2)) },
      { weight: 1, arbitrary: fc.constantFrom(...accepted) },
    ),
    language: fc.constantFrom('zh-CN', 'en', 'xx;q=nonsense'),
    purpose: fc.oneof(
      { weight: 12, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom('EVENT_CONTACT', 'NO_SUCH_PURPOSE') },
    ),
    explains: rarely(20),
  });
  return fc.oneof(
    { weight: 100, arbitrary: sent.map(written) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map(nonsenseBody) },
    { weight: 1, arbitrary: fc.json().map(nonsenseBody) },
  );
}

interface SentParts {
  readonly operation: FuzzedOperation;
  readonly as: string | null;
  readonly isForged: boolean;
  readonly byGet: boolean;
  readonly cut: number | null;
  readonly operationName: string | null | undefined;
  readonly hash: 'none' | 'right' | 'wrong';
  readonly isBatch: boolean;
  readonly accept: string;
  readonly language: string;
  readonly purpose: string | null;
  readonly explains: boolean;
}

function rarely(oneOf: number): fc.Arbitrary<boolean> {
  return fc.oneof({ weight: oneOf - 1, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
}

function written(sent: SentParts): FuzzedRequest {
  const { operation, cut, purpose } = sent;
  const query = cut === null ? operation.query : `${operation.query.slice(0, cut)}${operation.query.slice(cut + 1)}`;
  const digest = createHash('sha256')
    .update(sent.hash === 'right' ? query : 'another')
    .digest('hex');
  const body = {
    query,
    variables: operation.variables,
    operationName: sent.operationName,
    ...(sent.hash === 'none' ? {} : { extensions: { persistedQuery: { version: 1, sha256Hash: digest } } }),
  };
  const headers = {
    accept: sent.accept,
    'accept-language': sent.language,
    ...(purpose === null ? {} : { 'x-purpose': purpose }),
    ...(sent.explains ? { 'x-query-plan': '1' } : {}),
  };
  const as = sent.isForged ? 'forged' : sent.as;
  if (sent.byGet && query.length < 3_000) {
    const text = new URLSearchParams({ query: query.toWellFormed(), variables: JSON.stringify(operation.variables) });
    if (text.toString().length < 8_000)
      return { kind: operation.kind, as, method: 'GET', headers, text: text.toString() };
  }
  const text = JSON.stringify(sent.isBatch ? [body, body] : body);
  return {
    kind: operation.kind,
    as,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    text,
  };
}

function nonsenseBody(text: string): FuzzedRequest {
  return { kind: 'none', as: null, method: 'POST', headers: { 'content-type': 'application/json' }, text };
}
