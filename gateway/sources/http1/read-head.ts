import { readFieldLine } from '../../field-line.js';

/** What the head of an answer says that matters to who asked. */
export interface ReceivedHead {
  readonly status: number;
  /** The header `content-type`, where there is one. */
  readonly type: string | undefined;
  /** The header `retry-after`, where there is one. */
  readonly retryAfter: string | undefined;
}

/** What the head of an answer says that matters to the connection as well. */
export interface AnswerHead extends ReceivedHead {
  /** Bytes of the body; undefined where only its end tells. */
  readonly length: number | undefined;
  readonly isChunked: boolean;
  /** Whether another request may follow on the connection. */
  readonly isKept: boolean;
  /** Seconds after which an idle connection is closed over there, where the answer says so. */
  readonly idleSeconds: number | undefined;
}

const statusLine = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: [^\r\n\0]*)?$/;

/**
 * Reads the head of an answer, status line and fields without the empty line (RFC 9112). Undefined for anything that two
 * readers could understand differently: folded lines, a length beside an encoding, two lengths, an encoding other than
 * `chunked`.
 */
export function readHead(text: string): AnswerHead | undefined {
  const [first = '', ...lines] = text.split('\r\n');
  const [, minor, status = ''] = statusLine.exec(first) ?? [];
  if (minor === undefined) return undefined;
  let length: number | undefined;
  let isChunked = false;
  let isKept = minor === '1';
  let idleSeconds: number | undefined;
  let type: string | undefined;
  let retryAfter: string | undefined;
  for (const line of lines) {
    const field = readFieldLine(line);
    if (!field) return undefined;
    const { value } = field;
    switch (field.name.toLowerCase()) {
      case 'content-length':
        if (length !== undefined || !/^\d{1,15}$/.test(value)) return undefined;
        length = Number(value);
        break;
      case 'transfer-encoding':
        if (isChunked || value.toLowerCase() !== 'chunked') return undefined;
        isChunked = true;
        break;
      case 'connection':
        if (/(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value)) isKept = false;
        break;
      case 'content-type':
        type ??= value;
        break;
      case 'retry-after':
        retryAfter ??= value;
        break;
      case 'keep-alive':
        idleSeconds = Number(/(?:^|,)[ \t]*timeout=(\d{1,9})/i.exec(value)?.[1] ?? Number.NaN);
        if (Number.isNaN(idleSeconds)) idleSeconds = undefined;
    }
  }
  if (isChunked && length !== undefined) return undefined;
  return { ...ofStatus(Number(status), length, isChunked), isKept, idleSeconds, type, retryAfter };
}

/** These have no body, whatever they say of one. */
function ofStatus(status: number, length: number | undefined, isChunked: boolean) {
  const hasNone = status < 200 || status === 204 || status === 304;
  return hasNone ? { status, length: 0, isChunked: false } : { status, length, isChunked };
}
