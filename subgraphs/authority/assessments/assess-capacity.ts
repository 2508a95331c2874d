import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { answersFor } from '../../../kit/identity/caller.js';
import { type Policy, requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { begin, moveInside } from '../../../kit/workflow/move.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { organizationElsewhere } from '../grants/grant-refusals.js';
import { covers } from '../in-force.js';
import { Organization } from '../organization.js';
import { PowerGrant } from '../power-grant.js';
import { PowerItem, PowerStatus } from '../power-item.js';
import { PowerList, PowerListKind } from '../power-list.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import { newProposal } from '../proposals/propose-list-change.js';
import { ProposalKind, ProposalReason } from '../proposals/proposal-vocabulary.js';
import { proposalWorkflow } from '../proposals/proposal-workflow.js';
import { CapacityAssessment, CapacityConclusion } from './capacity-assessment.js';
import type { CapacityInput } from './capacity-input.js';

const most = 100_000;

/** Who assesses what towns can carry. */
export const assessCapacityPolicy: Policy = {
  verb: 'assessCapacity',
  entity: PowerGrant,
  title: { zh: '评估承接能力', en: 'Assess a town’s capacity' },
  roles: ['establishment_office'],
  source: {
    zh: '行政处罚法第二十四条:定期组织评估(AU-12)',
    en: 'Administrative Penalty Law, article 24: regular assessment (AU-12)',
  },
  conditions: [],
  creates: true,
};

/**
 * Keeps an assessment. Where it finds a town incapable of an item that it holds, the grant is suspended from today and its
 * cancellation for that town is proposed at once, in the same transaction. Faults: NOT_FOUND; FORBIDDEN, OUTSIDE_TERRITORY;
 * INVALID, reasons TEXT_LENGTH and CAPACITY_NUMBERS; CONFLICT, GRANT_NOT_ACTIVE where the town does not hold the item.
 */
export async function assessCapacity(context: Context, input: CapacityInput): Promise<CapacityAssessment> {
  requireRole(assessCapacityPolicy, context);
  requireWritten({ zh: '说明', en: 'The note' }, input.note, 500);
  checkNumbers(input);
  const { session } = context;
  const holder = await session.one(Organization, 'code', input.organization);
  if (holder === null) throw notFound(Organization, input.organization);
  if (!answersFor(context.caller, holder.regionCode)) throw organizationElsewhere(holder);
  const assessment = { ...assessed(context, input), proposalId: null };
  const list = input.item == null ? null : await listHolding(context, holder, input.item);
  const incapable = input.conclusion === CapacityConclusion.INCAPABLE;
  const proposerCode = context.caller.organizations[0];
  if (incapable && list !== null && input.item != null && proposerCode !== undefined) {
    const proposal = newProposal(proposerCode, {
      list: list.code,
      kind: ProposalKind.CANCEL,
      reason: ProposalReason.ASSESSMENT,
      justification: input.note.trim(),
      item: input.item,
      towns: [holder.regionCode],
    });
    await begin(proposalWorkflow, 'proposeListChange', proposal, context, { list }, async ({ id }, inside) => {
      await moveInside(proposalWorkflow, 'submitListChange', id, inside, {});
      await keep(inside, { ...assessment, proposalId: id });
    });
  } else {
    await session.write((inner) => keep({ ...context, session: inner }, assessment));
  }
  const stands = await session.one(CapacityAssessment, 'id', assessment.id);
  if (stands === null) throw notFound(CapacityAssessment, assessment.id);
  return stands;
}

function assessed({ caller, clock }: Context, input: CapacityInput) {
  const { organization, item = null, staffing, certifiedOfficers, casesHandled, conclusion, note } = input;
  return {
    id: uuid(),
    organizationCode: organization,
    itemCode: item,
    assessorCode: caller.organizations[0] ?? '',
    assessedOn: dayOf(clock.now()),
    staffing,
    certifiedOfficers,
    casesHandled,
    conclusion,
    note: note.trim(),
  };
}

/** Writes the assessment, and what it means for the grant. */
async function keep({ session }: Context, assessment: CapacityAssessment): Promise<void> {
  const { itemCode, organizationCode, assessedOn, conclusion, note } = assessment;
  session.manager.persist(Object.assign(new CapacityAssessment(), assessment));
  if (itemCode !== null) {
    const held = await session.many(PowerGrant, 'itemCode', itemCode, ['granteeCode', 'effectiveFrom']);
    const found = held.find((each) => each.granteeCode === organizationCode && covers(each, assessedOn));
    const grant = found && (await session.locked(PowerGrant, found.id));
    if (!grant) throw notHeld(organizationCode, itemCode, assessedOn);
    grant.assessedOn = assessedOn;
    if (conclusion === CapacityConclusion.INCAPABLE && grant.status === PowerStatus.ACTIVE) {
      Object.assign(grant, { status: PowerStatus.SUSPENDED, suspendedOn: assessedOn, suspensionReason: note });
    }
    grant.version += 1;
  }
  await session.manager.flush();
}

/** The list of the county in force today that holds an item; null for none. */
async function listHolding(
  { session, clock }: Context,
  { regionCode }: Organization,
  item: string,
): Promise<PowerList | null> {
  if ((await session.one(PowerItem, 'code', item)) === null) throw notFound(PowerItem, item);
  const kinds = [PowerListKind.TOWN_POWER_LIST, PowerListKind.DEVELOPMENT_ZONE_GRANT_LIST];
  const lists = await session.many(PowerList, 'regionCode', regionCode.slice(0, 6), ['code']);
  for (const list of lists.filter(({ kind }) => kinds.includes(kind))) {
    const versions = await session.many(PowerListVersion, 'listCode', list.code, ['number']);
    const inForce = versions.find((version) => covers(version, dayOf(clock.now())));
    const entries = inForce ? await session.many(PowerListEntry, 'edition', inForce.edition, ['code']) : [];
    if (entries.some(({ code }) => code === item)) return list;
  }
  return null;
}

function checkNumbers({ staffing, certifiedOfficers, casesHandled }: CapacityInput): void {
  const numbers = [staffing, certifiedOfficers, casesHandled];
  if (numbers.every((each) => each >= 0 && each <= most) && certifiedOfficers <= staffing) return;
  throw new Fault(
    'INVALID',
    {
      zh: `人数、件数须为 0—${most},持证人员不多于工作力量;收到 ${numbers.join('、')}。`,
      en: `People and cases are 0 to ${most}, and certified officers among the people; got ${numbers.join(', ')}.`,
    },
    { reason: 'CAPACITY_NUMBERS', details: { staffing, certifiedOfficers, casesHandled } },
  );
}

function notHeld(organization: string, item: string, day: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${organization}」在 ${day} 不持有事项「${item}」的赋权。`,
      en: `"${organization}" holds no grant of "${item}" on ${day}.`,
    },
    { reason: 'GRANT_NOT_ACTIVE', details: { organization, item, day } },
  );
}
