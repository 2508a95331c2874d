import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Region } from '../foreign.js';
import { requireOrganizations } from '../require-organizations.js';
import type { JointOperation } from './joint-operation.js';
import type { OperationInput } from './operation-input.js';
import { operationWorkflow } from './operation-workflow.js';

const mostParticipants = 30;

/**
 * EN-12: plans to enforce together. Faults: FORBIDDEN by the policy; NOT_FOUND for a region or an organisation; INVALID,
 * reasons TEXT_LENGTH and OPERATION_INVALID.
 */
export async function planOperation(context: Context, input: OperationInput): Promise<JointOperation> {
  requireRole(policyOf(operationWorkflow, 'planOperation'), context);
  requireWritten({ zh: '名称', en: 'The name' }, input.name, 100);
  requireWritten({ zh: '方案', en: 'The plan' }, input.plan, 4000);
  const own = context.caller.organizations[0] ?? '';
  checkShape(input, own, dayOf(context.clock.now()));
  await checkRegion(context, input.region);
  await requireOrganizations(context, input.participants);
  const { region, name, plan, participants, policeSupport, startsOn, endsOn } = input;
  const operation = {
    id: uuid(),
    regionCode: region,
    name: name.trim(),
    plan: plan.trim(),
    initiatorCode: own,
    partyCodes: [own, ...participants],
    policeSupport,
    startsOn,
    endsOn,
    caseNos: [],
    summary: null,
  };
  return begin(operationWorkflow, 'planOperation', operation, context, {});
}

function checkShape({ participants, startsOn, endsOn }: OperationInput, own: string, today: string): void {
  const all = [own, ...participants];
  const named = participants.length >= 1 && participants.length <= mostParticipants && new Set(all).size === all.length;
  if (named && today <= startsOn && startsOn <= endsOn) return;
  throw new Fault(
    'INVALID',
    {
      zh: `参加机构须为 1—${mostParticipants} 个、不重复且不含发起机构(现为 ${participants.length} 个),首日 ${startsOn} 须不早于今日、不晚于末日 ${endsOn}。`,
      en: `1 to ${mostParticipants} organisations take part, each named once and none the initiator (these are ${participants.length}); the first day ${startsOn} lies from today to the last, ${endsOn}.`,
    },
    { reason: 'OPERATION_INVALID', details: { participants: participants.length, startsOn, endsOn } },
  );
}

async function checkRegion(context: Context, code: string): Promise<void> {
  const { region } = await context.ask<{ region: object | null }>(
    'query ($code: ID!) { region(code: $code) { code } }',
    {
      code,
    },
  );
  if (region === null) throw notFound(Region, code);
}
