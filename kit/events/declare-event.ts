import type { Context } from '../module/context.js';
import type { Bilingual } from '../module/fault.js';

/** What a field of an event holds; a question mark marks one that may be null. `moment` is an ISO 8601 text. */
export type FieldKind = 'text' | 'text?' | 'texts' | 'number' | 'number?' | 'flag' | 'moment' | 'moment?';

type Value<K extends FieldKind> = K extends 'text' | 'moment'
  ? string
  : K extends 'text?' | 'moment?'
    ? string | null
    : K extends 'texts'
      ? readonly string[]
      : K extends 'number'
        ? number
        : K extends 'number?'
          ? number | null
          : boolean;

/** The fields of an event by name. */
export type EventFields = Readonly<Record<string, FieldKind>>;

/** What an event of these fields carries. */
export type Payload<F extends EventFields> = { readonly [N in keyof F]: Value<F[N]> };

/** A fact of one domain that others may act on: its name, and the fields that it carries. */
export interface EventDeclaration<F extends EventFields = EventFields> {
  /** In the past tense: `EventClosed`. */
  readonly name: string;
  readonly title: Bilingual;
  readonly fields: F;
}

/** An event as it stands in the log. */
export interface LoggedEvent<P = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly name: string;
  /** The aggregate that it is about. */
  readonly about: string;
  readonly payload: P;
  readonly emittedAt: Date;
}

/** What a module does when an event comes: once for each event, in a transaction of its own, in any order. */
export interface EventHandler {
  readonly event: string;
  readonly title: Bilingual;
  /** The fields that it reads: some of those that the event's own module declares. */
  readonly fields: EventFields;
  handle(event: LoggedEvent, inside: Context): Promise<void>;
}

/** Declares an event that a module emits. */
export function declareEvent<const F extends EventFields>(
  name: string,
  title: Bilingual,
  fields: F,
): EventDeclaration<F> {
  return Object.freeze({ name, title, fields });
}

/**
 * Declares what a module does when another module's event comes. It names the fields that it reads; the event is handled
 * in one transaction as the module itself, which sees all of its own rows and may not ask the graph.
 */
export function onEvent<const F extends EventFields>(
  event: string,
  title: Bilingual,
  fields: F,
  handle: (event: LoggedEvent<Payload<F>>, inside: Context) => Promise<void>,
): EventHandler {
  return {
    event,
    title,
    fields,
    handle: (logged, inside) => {
      checkPayload(event, fields, logged.payload);
      return handle(logged as LoggedEvent<Payload<F>>, inside);
    },
  };
}

/** Throws when a payload does not hold what its declaration says: a defect of the module that emits it. */
export function checkPayload(event: string, fields: EventFields, payload: Readonly<Record<string, unknown>>): void {
  for (const [name, kind] of Object.entries(fields)) {
    if (!fits(kind, payload[name])) throw new Error(`The event ${event} carries a ${name} that is no ${kind}.`);
  }
}

function fits(kind: FieldKind, value: unknown): boolean {
  if (kind.endsWith('?') && value === null) return true;
  switch (kind) {
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
    case 'number':
    case 'number?':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'moment':
    case 'moment?':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    default:
      return typeof value === 'string';
  }
}
