import type { GraphQLFormattedError } from 'graphql';

/** JSON that is written already. A long one is lent. */
export type WrittenJson = WrittenText | LentBytes;

export interface WrittenText {
  /** Its characters are bytes of UTF-8. */
  readonly text: string;
}

/** Bytes in memory that serves others again once it is given back. Whoever never gives it back has it collected as ever. */
export interface LentBytes {
  readonly bytes: Buffer;
  /** To be called once, when nobody reads the bytes any more. */
  giveBack(): void;
}

/** A response map of the GraphQL specification. */
export interface AnswerBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** In place of `data`, for who asked for text. */
  readonly written?: WrittenJson;
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

/** What is deferred at one object of an answer, as `deferSpec=20220824` knows it. */
export interface DeferredAnswer {
  /** Null where a field that may not be null is. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly path: readonly (string | number)[];
  readonly label?: string;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** One part of an answer: the first is an answer without what is deferred, the others bring that. */
export type AnswerPart = (AnswerBody | { readonly incremental: readonly DeferredAnswer[] }) & {
  readonly hasNext: boolean;
};

/** An answer that comes in parts, the last of which says so. */
export interface PartedAnswer {
  readonly phase: 'parts';
  readonly parts: AsyncGenerator<AnswerPart, void, undefined>;
}
