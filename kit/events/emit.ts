import { v7 as uuid } from 'uuid';
import type { Context } from '../module/context.js';
import { checkPayload, type EventDeclaration, type EventFields, type Payload } from './declare-event.js';

/**
 * Emits an event about an aggregate, inside the transaction that makes it true: its row in the log, the job of every
 * module that handles it, and the notice to those who listen live go with that transaction or not at all.
 */
export async function emit<F extends EventFields>(
  inside: Context,
  declaration: EventDeclaration<F>,
  about: string,
  payload: Payload<F>,
): Promise<void> {
  checkPayload(declaration.name, declaration.fields, payload);
  const id = uuid();
  const { manager } = inside.session;
  // Read in the same statement: a module that joined in another process gets what happens from then on.
  const [row] = (await manager.execute(
    `with logged as (
       insert into kit.events (id, name, about, payload, request_id, emitted_at) values (?, ?, ?, ?::jsonb, ?, ?))
     select pg_notify('yimen', ?),
       array(select module from kit.subscriptions where event = ? order by module) as modules`,
    [
      id,
      declaration.name,
      about,
      JSON.stringify(payload),
      inside.requestId,
      inside.clock.now().toISOString(),
      JSON.stringify({ topic: declaration.name, about }),
      declaration.name,
    ],
  )) as { modules: string[] }[];
  await inside.bus.enqueue(manager, row?.modules ?? [], id);
}
