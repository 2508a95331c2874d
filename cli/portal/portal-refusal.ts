import type { GraphQLFormattedError } from 'graphql';
import { exitCodeOfAnswer } from '../exit-codes.js';

/** Thrown where the portal answers with errors: its own words, which are for people already, and all of them for programs. */
export class PortalRefusal extends Error {
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join('\n'));
    this.errors = errors;
  }

  /** The code of the first error, as docs/errors.md lists them. */
  get code(): string {
    return String(this.errors[0]?.extensions?.['code'] ?? 'INTERNAL');
  }

  get exitCode(): number {
    return exitCodeOfAnswer(this.code);
  }
}
