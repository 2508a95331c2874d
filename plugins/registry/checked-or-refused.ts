import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { type Checked, checkProposal, type Proposal, textOf } from './check-proposal.js';
import type { Found } from './finding.js';

/** What was found of a proposal that may go on. Fault INVALID, reason CHECK_FAILED, with the findings where it may not. */
export async function checkedOrRefused(context: Context, proposal: Proposal): Promise<Checked> {
  const checked = await checkProposal(context, proposal);
  const refused = checked.findings.filter(({ weight }) => weight === 'REFUSED');
  if (refused.length > 0) throw checkFailed(proposal.name, refused);
  return checked;
}

/** The Fault for what cannot be part of the graph: every finding, in text and for programs. */
export function checkFailed(name: string, refused: readonly Found[]): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `子图「${name}」未通过检查,总图未变:\n${textOf(refused, 'zh')}`,
      en: `The check of "${name}" failed, and the graph is as before:\n${textOf(refused, 'en')}`,
    },
    {
      reason: 'CHECK_FAILED',
      details: { findings: refused.map(({ rule, about, sentence }) => ({ rule, about, ...sentence })) },
    },
  );
}
