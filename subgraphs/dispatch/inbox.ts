import { v7 as uuid } from 'uuid';
import type { Context } from '../../kit/module/context.js';
import type { Moment } from '../../kit/workflow/workflow.js';
import { CommandCentre } from './command-centre.js';
import type { Event } from './event.js';
import { InboxEntry, type InboxKind } from './inbox-entry.js';

/** What awaits whom: an organisation or a member of staff. */
export interface Awaited {
  readonly kind: InboxKind;
  readonly organizationCode?: string | null;
  readonly staffNumber?: string | null;
  readonly reason?: string;
}

type At = Pick<Moment<unknown>, 'context' | 'now'>;

/** Ends what an event awaited of anybody, and says what it awaits next. */
export async function awaitNext(event: Event, at: At, next: readonly Awaited[]): Promise<void> {
  await at.context.session.manager.nativeUpdate(
    InboxEntry,
    { eventId: event.id, doneAt: null },
    { doneAt: at.now },
    { filters: { visible: false } },
  );
  awaitAlso(event, at, next);
}

/** Says what an event awaits beside what it awaits already. Entries that name nobody are left out. */
export function awaitAlso(event: Event, { context, now }: At, also: readonly Awaited[]): void {
  for (const { kind, organizationCode = null, staffNumber = null, reason = null } of also) {
    if (organizationCode === null && staffNumber === null) continue;
    context.session.manager.persist(
      Object.assign(new InboxEntry(), {
        id: uuid(),
        eventId: event.id,
        regionCode: event.regionCode,
        kind,
        reason,
        organizationCode,
        staffNumber,
        createdAt: now,
        doneAt: null,
      }),
    );
  }
}

/** Ends what an event awaited of one organisation, or for one reason. */
export async function endEntriesOf(
  event: Event,
  { context, now }: At,
  which: { readonly organizationCode: string } | { readonly reason: string },
): Promise<void> {
  await context.session.manager.nativeUpdate(
    InboxEntry,
    { eventId: event.id, ...which, doneAt: null },
    { doneAt: now },
    { filters: { visible: false } },
  );
}

/** The command centre of exactly this region, or null where there is none. */
export function centreOf({ session }: Context, regionCode: string): Promise<CommandCentre | null> {
  return session.one(CommandCentre, 'regionCode', regionCode);
}

/** Ends what an event awaited, and hands it to the centre that answers for where it lies. */
export async function awaitCentre(event: Event, at: At, kind: InboxKind): Promise<void> {
  const centre = await centreOf(at.context, event.regionCode);
  await awaitNext(event, at, [{ kind, organizationCode: centre?.organizationCode }]);
}

/** Ends what an event awaited, and hands it to the centre of its county. */
export async function awaitCounty(event: Event, at: At, kind: InboxKind): Promise<void> {
  const centre = await centreOf(at.context, event.regionCode.slice(0, 6));
  await awaitNext(event, at, [{ kind, organizationCode: centre?.organizationCode }]);
}
