/*
 * What of an error may be written down. Assumes that whoever throws may have put anything into it: drivers repeat statements
 * with their values, PostgreSQL repeats rows in its details, JSON.parse repeats the text. So only what is named here is taken,
 * and of the message only words that are no values.
 */
import { types } from 'node:util';

/** An error as it stands in the log. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
  readonly [fact: string]: unknown;
}

/** Facts that name things of programs and schemas. */
const facts = ['code', 'syscall', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'status'] as const;

const deepest = 4;
const longestMessage = 300;
/** Characters; the expressions take longer than in proportion, and values may be as long as their senders like. */
const longestRead = 4_000;
const mostFrames = 30;

/** The type, the words of the message, the frames of the stack and the facts of an error, and the same of its causes. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!isError(error)) return { type: typeof error, message: typeof error === 'string' ? worded(error) : '' };
  const { cause } = error;
  return {
    type: nameOf(error),
    message: worded(error.message),
    stack: framesOf(error.stack),
    ...factsOf(error),
    ...(cause !== undefined && depth < deepest ? { cause: loggedError(cause, depth + 1) } : {}),
    ...(error instanceof AggregateError && depth < deepest
      ? { errors: error.errors.slice(0, 10).map((each) => loggedError(each, depth + 1)) }
      : {}),
  };
}

/**
 * A sentence without what may be a value: what stands in quotes or brackets, after an equals sign or behind SQL, whatever has a
 * digit or a character beyond ASCII, and words that are longer than words are. Of a very long one nothing is told.
 */
export function worded(sentence: string): string {
  if (sentence.length > longestRead) return '…';
  const words = sentence
    .replace(/\s*\b(?:select\s|insert into\s|update\s+\S+\s+set\s|delete from\s|with\s+\w+\s+as\s*\()[\s\S]*$/i, ' …')
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`|“[^”]*”|「[^」]*」|\([^()]*\)|\{[^{}]*\}|\[[^[\]]*\]/g, '…')
    .replaceAll(/=\S+/g, '=…')
    .replaceAll(/[^\s…]*[^\x20-\x7e\s…][^\s…]*/g, '…')
    .replaceAll(/[^\s…]*\d[^\s…]*|[^\s…]{31,}/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words.length > longestMessage ? `${words.slice(0, longestMessage)}…` : words;
}

/** The places of a stack, without the message before them. */
export function framesOf(stack: string | undefined): string {
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at (?:[\w$.<>[\] #]+ )?\(?[^\s"'{}]+:\d+:\d+\)?$/.test(line));
  return frames.slice(0, mostFrames).join('\n');
}

// One of another realm, as the tests' own are, is one too.
function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

function nameOf(error: Error): string {
  // A library whose names were made short still has the name that it gives.
  const names = [error.constructor.name, error.name];
  return names.find((name) => /^[A-Za-z_$][\w$]{2,60}$/.test(name)) ?? 'Error';
}

function factsOf(error: Error): Record<string, string | number> {
  const found: Record<string, string | number> = {};
  for (const fact of facts) {
    const value: unknown = Reflect.get(error, fact);
    const isName = typeof value === 'string' && /^[A-Za-z_][\w.-]{0,80}$|^[0-9A-Z]{5}$/.test(value);
    if (isName || (typeof value === 'number' && fact === 'status')) found[fact] = value;
  }
  return found;
}
