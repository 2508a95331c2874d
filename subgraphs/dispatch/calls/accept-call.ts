import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { allowedOn } from '../../../kit/workflow/allowed-on.js';
import { move } from '../../../kit/workflow/move.js';
import { askOrganizations } from '../ask-organizations.js';
import type { Dispatching } from '../event-inputs.js';
import type { AcceptCallArguments } from './call-arguments.js';
import { callWorkflow } from './call-workflow.js';
import type { TownCall } from './town-call.js';

/**
 * Assigns a call to the department that the list of duties names, or another with a reason, and to those that help. Faults:
 * NOT_FOUND for an organisation; INVALID, reasons LEAD_MISSING, LEAD_NEEDS_REASON, ORGANIZATION_ELSEWHERE, ORGANIZATION_TWICE,
 * TEXT_LENGTH.
 */
export async function acceptCall(context: Context, { id, version, ...given }: AcceptCallArguments): Promise<TownCall> {
  const call = await allowedOn(callWorkflow, 'acceptCall', { id, version }, context);
  return move(callWorkflow, 'acceptCall', { id, version }, context, await assignmentOf(context, call, given));
}

/** An assignment as it is given, with where its organisations stand. Faults: those of `acceptCall` about organisations. */
export async function assignmentOf(
  context: Context,
  { callNo, namedLeadCode }: TownCall,
  { leadDepartment, coDepartments, judgement, reason }: Omit<AcceptCallArguments, 'id' | 'version'>,
): Promise<Dispatching> {
  const code = leadDepartment ?? namedLeadCode;
  if (code === null) throw leadMissing(callNo);
  const [lead, ...helpers] = await askOrganizations(context, [code, ...coDepartments]);
  if (!lead) throw leadMissing(callNo);
  return { lead, helpers, instruction: judgement.trim(), reason: reason ?? null };
}

function leadMissing(callNo: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `${callNo} 须指明牵头部门。`, en: `${callNo} needs a department that leads.` },
    { reason: 'LEAD_MISSING' },
  );
}
