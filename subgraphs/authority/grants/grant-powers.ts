import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { notFound } from '../../../kit/data/perform.js';
import type { Session } from '../../../kit/data/session.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import type { Class } from '../../../kit/module/define.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Organization, OrganizationKind } from '../organization.js';
import { PowerGrant } from '../power-grant.js';
import { PowerItem, PowerStatus, ReservedScope } from '../power-item.js';
import type { GrantPowersInput } from './grant-powers-input.js';
import {
  alreadyGranted,
  organizationElsewhere,
  grantDays,
  grantSize,
  notInCatalogue,
  notPublished,
  reserved,
  unfitGrantee,
} from './grant-refusals.js';
import { grantSettings } from './grant-settings.js';
import { inCatalogue } from './in-catalogue.js';

const mostItems = 1000;
const mostGrantees = 50;
const grantees: readonly OrganizationKind[] = [OrganizationKind.TOWN_GOVERNMENT, OrganizationKind.ZONE_COMMITTEE];

/** Who hands powers down, by a decision that is published. */
export const grantPowersPolicy: Policy = {
  verb: 'grantPowers',
  entity: PowerGrant,
  title: { zh: '赋权', en: 'Hand powers down' },
  roles: ['establishment_office'],
  source: {
    zh: '行政处罚法第二十四条:省级决定、应当公布;《赋权指导目录》(AU-04)',
    en: 'Administrative Penalty Law, article 24: decided by the province and published; guidance catalogue (AU-04)',
  },
  conditions: [],
  creates: true,
};

/**
 * Hands items down to towns or zones, each to each, all or none; with `trialUntil` on trial. Answers the grants in the order
 * of grantees and items. Faults: NOT_FOUND for an unknown item or grantee; INVALID, reasons TEXT_LENGTH, GRANT_SIZE,
 * GRANT_DAYS, GRANT_NOT_PUBLISHED and GRANTEE_UNFIT; FORBIDDEN, OUTSIDE_TERRITORY; CONFLICT, reasons ITEM_RESERVED,
 * ITEM_NOT_IN_CATALOGUE and ALREADY_GRANTED.
 */
export async function grantPowers(context: Context, input: GrantPowersInput): Promise<PowerGrant[]> {
  requireRole(grantPowersPolicy, context);
  checkTexts(input);
  checkDays(input, dayOf(context.clock.now()));
  const ids = await context.session.write(async (session) => {
    const { items, holders } = await handedDown({ ...context, session }, input);
    return insertGrants(session, items, holders, input);
  });
  const rows = await Promise.all(ids.map((id) => context.session.one(PowerGrant, 'id', id)));
  return rows.filter((row) => row !== null);
}

/**
 * The items and organisations of a decision, where each item may be handed to each. Faults: NOT_FOUND; FORBIDDEN,
 * OUTSIDE_TERRITORY; INVALID, GRANTEE_UNFIT; CONFLICT, reasons ITEM_RESERVED and ITEM_NOT_IN_CATALOGUE.
 */
export async function handedDown(
  inside: Context,
  { items: itemCodes, grantees: granteeCodes }: Pick<GrantPowersInput, 'items' | 'grantees'>,
): Promise<{ items: PowerItem[]; holders: Organization[] }> {
  const items = await named(inside.session, PowerItem, itemCodes);
  const holders = await named(inside.session, Organization, granteeCodes);
  for (const holder of holders) await checkHolder(inside, holder, items);
  return { items, holders };
}

/** Writes the grants of items to organisations inside a transaction, and answers their ids. Fault CONFLICT, ALREADY_GRANTED. */
export async function insertGrants(
  session: Session,
  items: readonly { readonly code: string }[],
  holders: readonly Pick<Organization, 'code' | 'regionCode'>[],
  decision: Omit<GrantPowersInput, 'items' | 'grantees'>,
): Promise<string[]> {
  const { mode, batch, documentNumber, publishedOn = null, effectiveFrom, trialUntil = null } = decision;
  const rows = holders.flatMap(({ code, regionCode }) =>
    items.map((item) => ({ id: uuid(), item_code: item.code, grantee_code: code, region_code: regionCode })),
  );
  const [held] = (await session.manager.execute(
    `select held.item_code as item, held.grantee_code as grantee
       from jsonb_to_recordset(?::jsonb) as asked(item_code text, grantee_code text)
       join authority.power_grants held using (item_code, grantee_code)
      where held.effective_to is null or held.effective_to >= ? limit 1`,
    [JSON.stringify(rows), effectiveFrom],
  )) as { item: string; grantee: string }[];
  if (held) throw alreadyGranted(held.item, held.grantee, effectiveFrom);
  await session.manager.execute(
    `insert into authority.power_grants (id, item_code, grantee_code, region_code, mode, batch, document_number,
       published_on, effective_from, effective_to, status, trial_run)
     select id, item_code, grantee_code, region_code, ?, ?, ?, ?, ?, ?, ?, ?
       from jsonb_to_recordset(?::jsonb) as asked(id uuid, item_code text, grantee_code text, region_code text)`,
    [
      mode,
      batch.trim(),
      documentNumber.trim(),
      publishedOn,
      effectiveFrom,
      trialUntil,
      PowerStatus.ACTIVE,
      trialUntil !== null,
      JSON.stringify(rows),
    ],
  );
  return rows.map(({ id }) => id);
}

async function named<T extends { readonly code: string }>(
  session: Session,
  entity: Class<T>,
  codes: readonly string[],
): Promise<T[]> {
  return Promise.all(
    codes.map(async (code) => {
      const row = await session.one(entity, 'code', code);
      if (row === null) throw notFound(entity, code);
      return row;
    }),
  );
}

async function checkHolder(inside: Context, holder: Organization, items: readonly PowerItem[]): Promise<void> {
  if (!answersFor(inside.caller, holder.regionCode)) throw organizationElsewhere(holder);
  if (!grantees.includes(holder.kind)) throw unfitGrantee(holder);
  await checkItems(inside, holder.regionCode, items);
}

/** Refuses what may not be handed down in a place: CONFLICT, reasons ITEM_RESERVED and ITEM_NOT_IN_CATALOGUE. */
export async function checkItems(inside: Context, regionCode: string, items: readonly PowerItem[]): Promise<void> {
  const rules = await countyRules(inside.session, regionCode, inside.clock);
  const bound = rules.read(grantSettings.categories);
  const stated = await Promise.all(items.map(({ code }) => inCatalogue(inside, code, regionCode)));
  for (const [index, item] of items.entries()) {
    if (item.reservedScope !== ReservedScope.TERRITORIAL) throw reserved(item);
    if (bound.includes(item.category) && !stated[index]) throw notInCatalogue(item);
  }
}

function checkTexts({ items, grantees: holders, batch, documentNumber }: GrantPowersInput): void {
  requireWritten({ zh: '批次', en: 'The batch' }, batch, 50);
  requireWritten({ zh: '文号', en: 'The document number' }, documentNumber, 100);
  checkSize({ items, grantees: holders });
}

/** Refuses a decision on none, too many, or one that is named twice. Fault INVALID, reason GRANT_SIZE. */
export function checkSize({ items, grantees: holders }: Pick<GrantPowersInput, 'items' | 'grantees'>): void {
  if (unfit(items, mostItems)) throw grantSize({ zh: '事项', en: 'items' }, mostItems, items.length);
  if (unfit(holders, mostGrantees)) throw grantSize({ zh: '承接机构', en: 'grantees' }, mostGrantees, holders.length);
}

function unfit(codes: readonly string[], most: number): boolean {
  return codes.length === 0 || codes.length > most || new Set(codes).size < codes.length;
}

/** A decision is published before it takes effect, and takes effect from today at the earliest; a trial ends. */
export function checkDays(
  { publishedOn = null, effectiveFrom, trialUntil = null }: Omit<GrantPowersInput, 'items' | 'grantees'>,
  today: string,
): void {
  if (effectiveFrom < today) {
    throw grantDays(
      `生效日期 ${effectiveFrom} 早于今日 ${today}。`,
      `The first day ${effectiveFrom} is before today, ${today}.`,
    );
  }
  if (trialUntil !== null && trialUntil < effectiveFrom) {
    throw grantDays(
      `试运行截止 ${trialUntil} 早于生效日期 ${effectiveFrom}。`,
      `The trial ends on ${trialUntil}, before it begins on ${effectiveFrom}.`,
    );
  }
  const published = publishedOn !== null && publishedOn <= effectiveFrom;
  if (!published && (trialUntil === null || publishedOn !== null)) throw notPublished(effectiveFrom, publishedOn);
}
