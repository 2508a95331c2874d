import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import type { Case } from '../cases/case.js';
import type { ClueInput } from '../cases/case-inputs.js';
import { CaseProcedure } from '../cases/case-states.js';
import type { ItemFacts, NamedOrganization } from '../cases/case-verbs.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { notPenalty } from '../cases/lawful-subject.js';
import { unopenedCase } from '../cases/unopened-case.js';
import { receiverMayNot } from '../transfers/received-power.js';

interface Answer {
  readonly whoMayExercise: { readonly organization: NamedOrganization | null } | null;
  readonly powerItem: (ItemFacts & { readonly category: string }) | null;
  readonly organization: { readonly code: string; readonly parent: { readonly code: string } | null } | null;
}

const question = `query ($item: ID!, $region: ID!, $on: Date!, $to: ID!) {
  whoMayExercise(item: $item, region: $region, on: $on) { organization { code name shortName } }
  powerItem(code: $item) { code name category domain legalBasis }
  organization(code: $to) { code parent { code } }
}`;

/**
 * EN-20: a department hands what it found over to those who enforce there. Faults: FORBIDDEN by the policy; NOT_FOUND for an
 * item or organisation; CONFLICT, reasons ITEM_NOT_PENALTY and RECEIVER_MAY_NOT_ENFORCE; those of `unopenedCase` and of files.
 */
export async function handOverClue(context: Context, to: string, input: ClueInput): Promise<Case> {
  requireRole(policyOf(caseWorkflow, 'handOverClue'), context);
  const clue = await unopenedCase(context, { ...input, eventNo: null }, CaseProcedure.GENERAL);
  const { powerItemCode: item, regionCode: region, occurredOn: on } = clue;
  const { whoMayExercise, powerItem, organization } = await context.ask<Answer>(question, { item, region, on, to });
  if (powerItem === null || organization === null) throw new Error(`Authority answers nothing about ${item} or ${to}.`);
  if (powerItem.category !== 'PENALTY') throw notPenalty(powerItem);
  const subject = whoMayExercise?.organization;
  if (!subject || ![organization.code, organization.parent?.code].includes(subject.code)) {
    throw receiverMayNot(to, item, subject?.code ?? '');
  }
  const originCode = context.caller.organizations[0] ?? null;
  const row = {
    ...clue,
    originCode,
    organizationCode: to,
    subjectCode: subject.code,
    partyCodes: [to, ...(originCode === null ? [] : [originCode])],
  };
  return begin(caseWorkflow, 'handOverClue', row, context, { item: powerItem, subject, evidence: input.evidence });
}
