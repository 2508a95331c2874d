import type { Bilingual } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { asking } from '../portal/ask-portal.js';
import { readProposal } from './read-project.js';

const document = `mutation CheckSubgraph($proposal: ProposalInput!) {
  checkSubgraph(proposal: $proposal) { passed owners findings { rule weight about message } text }
}`;

interface Check {
  readonly passed: boolean;
  readonly owners: readonly string[];
  readonly findings: readonly Readonly<Record<'rule' | 'weight' | 'message', string>>[];
  readonly text: string;
}

/** Says what a publication would meet, in the registry's own words; nothing is published. */
export async function checkSubgraph(given: Given, at: Surroundings): Promise<number> {
  const { terminal, folder } = at;
  const proposal = await readProposal(given, folder);
  const ask = await asking(given, at);
  const { checkSubgraph: check } = await ask<{ readonly checkSubgraph: Check }>(document, { proposal });
  const { passed, findings, owners, text } = check;
  const needed = findings.filter(({ weight }) => weight === 'APPROVAL').length;
  const verdict = passed
    ? terminal.coloured('green', terminal.in(passes(proposal.name, needed, owners)))
    : terminal.coloured('red', terminal.in(fails(proposal.name)));
  terminal.answer(check, [text, verdict].filter((each) => each !== '').join('\n'));
  return passed ? exitCodes.done : exitCodes.refused;
}

function passes(name: string, needed: number, owners: readonly string[]): Bilingual {
  const who =
    owners.length === 0
      ? { zh: '登记方', en: 'the registry' }
      : { zh: `机构 ${owners.join('、')} `, en: owners.join(' and ') };
  return {
    zh: `子图「${name}」可以发布;发布后由${who.zh}审批${needed === 0 ? '' : `,并决定以上 ${needed} 项`}。`,
    en: `"${name}" may be published; an approver of ${who.en} then decides${needed === 0 ? '' : `, also on the ${needed} above`}.`,
  };
}

function fails(name: string): Bilingual {
  return { zh: `子图「${name}」不能发布。`, en: `"${name}" cannot be published.` };
}
