import type { GraphQLFormattedError } from 'graphql';

/** A response map of the GraphQL specification. */
export interface AnswerBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer, and how far its request came: refused for its method, for its document or variables, or executed. */
export interface Answer {
  readonly phase: 'method' | 'document' | 'execution';
  readonly body: AnswerBody;
}

/**
 * The answers of a subscription, one for each event of its source. The last may hold errors alone: then the stream ended
 * by them.
 */
export interface StreamedAnswers {
  readonly phase: 'stream';
  readonly answers: AsyncGenerator<AnswerBody, void, undefined>;
}
