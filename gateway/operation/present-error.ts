import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { RequestContext } from '../request-context.js';

/** Who reads an error: in which language, and what defects become for it. */
type Reader = Pick<RequestContext, 'language' | 'mask'>;

/**
 * An error as the client may read it. A Fault speaks the client's language; an error that a subgraph has presented
 * already stays as it is; anything else is a defect, logged once and masked.
 */
export function presentError(error: unknown, context: Reader): GraphQLFormattedError {
  if (error instanceof Fault) return presentFault(error, error.path, context);
  if (error instanceof GraphQLError) {
    const { originalError, path } = error;
    if (originalError instanceof Fault) return presentFault(originalError, path, context, error.extensions);
    if (originalError && !(originalError instanceof GraphQLError)) return { ...context.mask(originalError), path };
    return error.toJSON();
  }
  if (isFormatted(error)) return error;
  return context.mask(error);
}

function presentFault(
  fault: Fault,
  path: readonly (string | number)[] | undefined,
  { language }: Reader,
  more: Readonly<Record<string, unknown>> = {},
): GraphQLFormattedError {
  const extensions = { ...more, ...fault.extensions };
  return { message: fault.sentence[language], ...(path ? { path } : {}), extensions };
}

function isFormatted(error: unknown): error is GraphQLFormattedError {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'message' in error;
}
