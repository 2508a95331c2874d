import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { type Ask, asking } from '../portal/ask-portal.js';
import { type Proposal, readProposal } from './read-project.js';
import { numberIn, readKnown } from './read-versions.js';
import { type Published, publishedFields, waitForApproval, whoApproves } from './wait-for-approval.js';

const document = `mutation PublishSubgraph($proposal: ProposalInput!, $expectedVersion: Int!) {
  publishSubgraph(proposal: $proposal, expectedVersion: $expectedVersion) { ${publishedFields} }
}`;

/** Publishes a version, which then waits for approval; with `--wait` waits for that too, and is refused where it is rejected. */
export async function publishSubgraph(given: Given, at: Surroundings): Promise<number> {
  const { terminal, folder } = at;
  const proposal = await readProposal(given, folder);
  const typed = given.value('expected-version');
  const expected = typed === undefined ? null : numberIn('expected-version', typed);
  const ask = await asking(given, at);
  const version = await publish(ask, proposal, expected);
  const { number, findings } = version;
  const found = findings.map(({ rule, about, message }) => `${rule}${about === null ? '' : ` ${about}`}: ${message}`);
  const told = [
    ...found,
    terminal.in({
      zh: `已发布「${proposal.name}」第 ${number} 版,待审批。`,
      en: `Published "${proposal.name}", version ${number}; it waits for approval.`,
    }),
    terminal.in(whoApproves(version)),
  ].join('\n');
  if (!given.flag('wait')) {
    terminal.answer(version, told);
    return exitCodes.done;
  }
  process.stderr.write(`${told}\n`);
  return waitForApproval(ask, version, proposal.name, terminal);
}

async function publish(ask: Ask, proposal: Proposal, expected: number | null): Promise<Published> {
  const expectedVersion = expected ?? (await readKnown(ask, proposal.name))?.latest ?? 0;
  const { publishSubgraph: version } = await ask<{ readonly publishSubgraph: Published }>(document, {
    proposal,
    expectedVersion,
  });
  return version;
}
