import type { EventDeclaration } from '../../kit/events/declare-event.js';
import { emit } from '../../kit/events/emit.js';
import { contextOfModule } from '../../kit/module/module-context.js';
import type { TestPortal } from './portal.js';

const about = '00000000-0000-4000-8000-000000000019';

/** Emits events as a module does, each in a transaction of its own, and lets the others act on them. */
export async function sayAs(
  portal: TestPortal,
  module: string,
  declaration: EventDeclaration,
  payloads: readonly object[],
): Promise<void> {
  const { database, bus } = portal.portal;
  const outside = contextOfModule(module, 'test', { database, bus, clock: { now: () => portal.clock.moment } });
  for (const payload of payloads)
    await outside.session.write((session) => emit({ ...outside, session }, declaration, about, payload as never));
  await portal.settle();
}
