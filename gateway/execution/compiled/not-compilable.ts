/** Thrown while an operation is compiled that the compiled way does not cover; the plain executor runs it then. */
export class NotCompilable extends Error {}

/**
 * Thrown while a compiled operation runs, for whatever it does not expect of a subgraph: the plain executor then runs the
 * request, with the answers that are there.
 */
export class Unexpected extends Error {
  // One each for all: a stack would cost more than the fallback.
  static readonly answer = new Unexpected('A subgraph answered what the compiled way does not read.');
  /** No answer at all, which says nothing of what a subgraph answers next time. */
  static readonly failure = new Unexpected('A subgraph did not answer.');
}
