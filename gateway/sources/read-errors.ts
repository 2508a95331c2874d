import type { GraphQLFormattedError } from 'graphql';

/** Levels of lists and objects that an error's extensions may have. */
const mostLevels = 20;

/**
 * Reads the errors of an answer, of which nothing is sure but that each is an object: a message that is no text, a path
 * that is none and extensions that are no object, or are too deep, are left out.
 */
export function readErrors(errors: readonly object[]): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { message, path, extensions } = error as Readonly<Record<string, unknown>>;
    return {
      message: typeof message === 'string' ? message : 'The subgraph gave an error without a message.',
      ...(isPath(path) ? { path } : {}),
      ...(isRecord(extensions) && isShallow(extensions, mostLevels) ? { extensions } : {}),
    };
  });
}

function isPath(path: unknown): path is readonly (string | number)[] {
  return Array.isArray(path) && path.every((key) => typeof key === 'string' || Number.isSafeInteger(key));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}
