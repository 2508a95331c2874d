import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { isWritten, requireWritten } from '../../../kit/workflow/written-text.js';
import { RegulatedPremises } from '../regulated-premises.js';
import { requireOrganizations } from '../require-organizations.js';
import { requireCertified } from './certified-inspectors.js';
import type { InspectionPlan } from './inspection-plan.js';
import type { InspectionPlanInput } from './inspection-plan-input.js';
import { planWorkflow } from './plan-workflow.js';

const most = { participants: 20, items: 50, objects: 2000, officers: 500, avoidances: 1000 } as const;

/**
 * Drafts a plan of random inspections (EN-13). Faults: FORBIDDEN by the policy; NOT_FOUND for an organisation or an object;
 * INVALID, reasons TEXT_LENGTH and PLAN_INVALID; CONFLICT, reason INSPECTOR_NOT_CERTIFIED.
 */
export async function draftInspectionPlan(context: Context, input: InspectionPlanInput): Promise<InspectionPlan> {
  requireRole(policyOf(planWorkflow, 'draftInspectionPlan'), context);
  requireWritten({ zh: '名称', en: 'The name' }, input.name, 100);
  checkShape(input, Number(dayOf(context.clock.now()).slice(0, 4)));
  await requireOrganizations(context, input.participants);
  await checkObjects(context, input);
  await requireCertified(context, input.officers);
  const lead = context.caller.organizations[0] ?? '';
  const { region, name, year, participants, items, rules, objects, officers, avoidances, seedCommitment } = input;
  const plan = {
    id: uuid(),
    regionCode: region,
    name: name.trim(),
    year,
    leadCode: lead,
    partyCodes: [lead, ...participants.filter((each) => each !== lead)],
    agreedCodes: [],
    items: items.map((each) => each.trim()),
    rules,
    objects,
    officers,
    avoidances,
    seedCommitment,
  };
  return begin(planWorkflow, 'draftInspectionPlan', plan, context, {});
}

/** Fault INVALID, reason PLAN_INVALID, naming the part that does not fit. */
function checkShape(input: InspectionPlanInput, thisYear: number): void {
  const { year, participants, items, rules, objects, officers, avoidances, seedCommitment } = input;
  const once = (texts: readonly string[]) => new Set(texts).size === texts.length;
  const wrong: Readonly<Record<string, boolean>> = {
    year: year !== thisYear && year !== thisYear + 1,
    participants: participants.length > most.participants || !once(participants),
    items: items.length === 0 || items.length > most.items || !items.every((each) => isWritten(each, 100)),
    rules: rules.length === 0 || !once(rules.map(({ riskClass }) => riskClass)) || !rules.every(isRule),
    objects: objects.length === 0 || objects.length > most.objects || !once(objects.map(({ premises }) => premises)),
    officers: officers.length < 2 || officers.length > most.officers || !once(officers),
    avoidances: avoidances.length > most.avoidances,
    seedCommitment: !/^[0-9a-f]{64}$/.test(seedCommitment),
  };
  const part = Object.keys(wrong).find((each) => wrong[each]);
  if (part === undefined) return;
  throw new Fault(
    'INVALID',
    {
      zh: `检查计划的「${part}」不合要求:名录、规则不重复且在上限内,比例大于 0 至多 1,频次 1—12,承诺为 64 位十六进制。`,
      en: `The plan's "${part}" does not fit: lists and rules name each once and stay within their limits, shares lie above 0 and at most at 1, visits are 1 to 12 a year, a commitment has 64 hexadecimal digits.`,
    },
    { reason: 'PLAN_INVALID', details: { part } },
  );
}

function isRule({ ratio, mostPerYear }: { readonly ratio: string; readonly mostPerYear: number }): boolean {
  return Number(ratio) > 0 && Number(ratio) <= 1 && mostPerYear >= 1 && mostPerYear <= 12;
}

async function checkObjects({ session }: Context, { objects }: InspectionPlanInput): Promise<void> {
  const found = await Promise.all(objects.map(({ premises }) => session.one(RegulatedPremises, 'code', premises)));
  const missing = found.indexOf(null);
  if (missing >= 0) throw notFound(RegulatedPremises, objects[missing]?.premises ?? '');
}
