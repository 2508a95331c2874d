import { GraphQLError } from 'graphql';

/** Every code that a client may branch on, with the HTTP status of an answer that holds nothing else. */
export const faultCodes = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  LIMITED: 429,
  UPSTREAM: 502,
  TIMEOUT: 504,
} as const;

export type FaultCode = keyof typeof faultCodes;

/** A sentence in both of the portal's languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * An error that the caller is meant to see: it quotes the value and names the rule. Any other error is a defect and is
 * masked. The message is Chinese until the edge translates it by Accept-Language.
 */
export class Fault extends GraphQLError {
  readonly code: FaultCode;
  readonly sentence: Bilingual;

  constructor(
    code: FaultCode,
    sentence: Bilingual,
    options: { reason?: string; details?: Readonly<Record<string, unknown>>; cause?: Error } = {},
  ) {
    // Where a Fault was made tells nobody anything; to find that out is dearer than to answer a request.
    const frames = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(sentence.zh, {
      originalError: options.cause,
      extensions: {
        code,
        ...(options.reason === undefined ? {} : { reason: options.reason }),
        ...(options.details === undefined ? {} : { details: options.details }),
      },
    });
    Error.stackTraceLimit = frames;
    this.name = 'Fault';
    this.code = code;
    this.sentence = sentence;
  }
}
