import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { emit } from '../../../kit/events/emit.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { PowerList } from '../power-list.js';
import { PowerListEntry } from '../power-list-entry.js';
import { editionOf, PowerListVersion } from '../power-list-version.js';
import { EntryText } from './entry-text.js';
import { listPublished } from './list-events.js';
import type { StatedTexts } from './stated-texts.js';

/** How one entry of the next version differs from what stands: null takes it off. */
export interface EntryChange {
  readonly code: string;
  readonly entry: { readonly note: string | null; readonly exceptTowns: readonly string[] } | null;
  /** Its texts, where they change. */
  readonly texts: StatedTexts | null;
}

/** By which document a version is published, and from when it holds. */
export interface Publication {
  readonly documentNumber: string;
  readonly effectiveFrom: string;
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return nameOfDay(numberOfDay(day) - 1);
}

/**
 * Publishes the next version of a list that is locked, inside a transaction: the entries of the newest one but for `change`. The version
 * before ends on the day before, and is never changed otherwise. Answers the new number. Fault INVALID, PUBLICATION_DAY.
 */
export async function publishVersion(
  inside: Context,
  list: PowerList,
  change: EntryChange,
  { documentNumber, effectiveFrom }: Publication,
): Promise<number> {
  const { session, clock } = inside;
  const { code: listCode } = list;
  const today = dayOf(clock.now());
  const versions = await session.many(PowerListVersion, 'listCode', listCode, ['number']);
  const newest = versions.at(-1);
  if (effectiveFrom < today || (newest && effectiveFrom <= newest.effectiveFrom)) {
    throw publicationDay(effectiveFrom, today, newest);
  }
  const number = (newest?.number ?? 0) + 1;
  const edition = editionOf(listCode, number);
  session.manager.persist(
    Object.assign(new PowerListVersion(), {
      id: uuid(),
      listCode,
      number,
      edition,
      documentNumber,
      publishedOn: today,
      effectiveFrom,
      effectiveTo: null,
    }),
  );
  if (newest && (newest.effectiveTo === null || newest.effectiveTo >= effectiveFrom)) {
    newest.effectiveTo = dayBefore(effectiveFrom);
  }
  await session.manager.flush();
  await copyEntries(inside, newest?.edition ?? '', { listCode, number, edition }, change);
  await emit(inside, listPublished, list.id, {
    listCode,
    regionCode: list.regionCode,
    number,
    documentNumber,
    effectiveFrom,
  });
  return number;
}

/** The list of a code, locked: two that publish it at once take turns. Fault NOT_FOUND. */
export async function lockedList({ session }: Context, listCode: string): Promise<PowerList> {
  const known = await session.one(PowerList, 'code', listCode);
  const list = known && (await session.locked(PowerList, known.id));
  if (!list) throw notFound(PowerList, listCode);
  return list;
}

interface Numbered {
  readonly listCode: string;
  readonly number: number;
  readonly edition: string;
}

async function copyEntries(
  { session }: Context,
  from: string,
  { listCode, number, edition }: Numbered,
  { code, entry, texts }: EntryChange,
): Promise<void> {
  const standing = await session.many(PowerListEntry, 'edition', from, ['code']);
  const kept = standing.filter((each) => each.code !== code);
  const entries = entry ? [...kept, { code, ...entry }] : kept;
  const stated = await session.many(EntryText, 'edition', from, ['code']);
  const own = stated.find((each) => each.code === code);
  const said = entry && (texts ?? own) ? [{ code, ...textsOf(texts ?? (own as EntryText)) }] : [];
  const written = [
    ...stated.filter((each) => each.code !== code).map((each) => ({ ...textsOf(each), code: each.code })),
    ...said,
  ];
  await session.manager.execute(
    `insert into authority.power_list_entries (id, list_code, number, edition, code, note, except_towns)
     select id, ?, ?, ?, code, note, array(select jsonb_array_elements_text(towns))
       from jsonb_to_recordset(?::jsonb) as entries(id uuid, code text, note text, towns jsonb)`,
    [
      listCode,
      number,
      edition,
      JSON.stringify(
        entries.map(({ note, exceptTowns, code: each }) => ({ id: uuid(), code: each, note, towns: exceptTowns })),
      ),
    ],
  );
  await session.manager.execute(
    `insert into authority.entry_texts (id, list_code, number, edition, code, county_duty, town_duty, coordination, procedure)
     select id, ?, ?, ?, code, "countyDuty", "townDuty", coordination, procedure
       from jsonb_to_recordset(?::jsonb) as texts(
         id uuid, code text, "countyDuty" text, "townDuty" text, coordination text, procedure text)`,
    [listCode, number, edition, JSON.stringify(written.map((each) => ({ id: uuid(), ...each })))],
  );
}

function textsOf({ countyDuty, townDuty, coordination, procedure }: StatedTexts): StatedTexts {
  return { countyDuty, townDuty, coordination, procedure };
}

function publicationDay(effectiveFrom: string, today: string, newest: PowerListVersion | undefined): Fault {
  const after = newest?.effectiveFrom ?? null;
  return new Fault(
    'INVALID',
    {
      zh: `生效日期 ${effectiveFrom} 不得早于今日 ${today}${after === null ? '' : `,且须晚于第 ${newest?.number} 版的生效日期 ${after}`}。`,
      en: `A version takes effect from today, ${today}, at the earliest${after === null ? '' : `, and after version ${newest?.number}, which begins on ${after}`}; got ${effectiveFrom}.`,
    },
    { reason: 'PUBLICATION_DAY', details: { effectiveFrom, today, after } },
  );
}
