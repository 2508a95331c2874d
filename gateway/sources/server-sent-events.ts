/** One event of an event stream; an event without a name is a `message`. */
export interface ServerSentEvent {
  readonly event: string;
  readonly content: string;
}

/** Thrown when one event exceeds the bytes that its reader grants. */
export class EventTooLarge extends Error {}

/**
 * Reads an event stream (HTML Standard, 9.2.6): events without a `data` line, comments, ids and retry times are passed
 * over, and what follows the last empty line is dropped. Throws EventTooLarge beyond `limit` characters of one event, and
 * TypeError for bytes that are not UTF-8.
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let pending = newEvent();
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    // A carriage return at the end may be half of a line's end.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = whole.split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + rest.slice(whole.length);
    for (const line of lines) {
      if (line !== '') readLine(line, pending);
      else {
        if (pending.content.length > 0) yield { event: pending.event, content: pending.content.join('\n') };
        pending = newEvent();
      }
    }
    if (rest.length + pending.size > limit) throw new EventTooLarge(`An event exceeds ${limit} characters.`);
  }
}

interface PendingEvent {
  event: string;
  readonly content: string[];
  size: number;
}

function newEvent(): PendingEvent {
  return { event: 'message', content: [], size: 0 };
}

function readLine(line: string, pending: PendingEvent): void {
  const colon = line.indexOf(':');
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'event') pending.event = value;
  if (field !== 'data') return;
  pending.content.push(value);
  pending.size += value.length;
}
