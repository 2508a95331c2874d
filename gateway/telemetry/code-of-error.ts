import type { GraphQLFormattedError } from 'graphql';
import { faultCodes } from '../../kit/module/fault.js';

const codes: ReadonlySet<unknown> = new Set([
  ...Object.keys(faultCodes),
  ...['INTERNAL', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  ...['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);

/** The code of an error; `_OTHER` for one that a subgraph made up. */
export function codeOf({ extensions }: GraphQLFormattedError): string {
  const code = extensions?.['code'];
  return typeof code === 'string' && codes.has(code) ? code : '_OTHER';
}
