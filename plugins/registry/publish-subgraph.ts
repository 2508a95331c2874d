import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { begin } from '../../kit/workflow/move.js';
import { policyOf } from '../../kit/workflow/policies-of.js';
import { checkedOrRefused } from './checked-or-refused.js';
import { stalePublication } from './claim-name.js';
import { type ProposalInput, proposalOf } from './proposal-input.js';
import { countyOf, notOwner } from './publisher.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import type { SubgraphVersion } from './subgraph-version.js';
import { versionWorkflow } from './version-workflow.js';

/**
 * Publishes a version, which then waits for approval. Faults: those of `proposalOf` and of the name's claim, and INVALID, reason
 * CHECK_FAILED, with all that was found.
 */
export async function publishSubgraph(
  context: Context,
  input: ProposalInput,
  expectedVersion: number,
): Promise<SubgraphVersion> {
  requireRole(policyOf(versionWorkflow, 'publishSubgraph'), context);
  const { caller, session, clock } = context;
  const proposal = proposalOf(input, caller);
  const regionCode = countyOf(caller);
  const known = await session.one(RegisteredSubgraph, 'name', proposal.name);
  // Told at once; the claim in the transaction decides.
  if (known && known.organizationCode !== proposal.organization) throw notOwner(known.name, known.organizationCode);
  if ((known?.latest ?? 0) !== expectedVersion) {
    throw stalePublication(proposal.name, expectedVersion, known?.latest ?? 0);
  }
  const { findings, touched, owners } = await checkedOrRefused(context, proposal);
  const { name, url, sdl, organization, p95 } = proposal;
  const version = {
    id: uuid(),
    regionCode,
    subgraphName: name,
    number: 0,
    organizationCode: organization,
    url,
    sdl,
    digest: createHash('sm3').update(sdl).digest('hex'),
    publishedBy: caller.subject ?? '',
    publishedAt: clock.now(),
    findings,
    touched: [...touched],
    owners: [...owners],
    tookPlaceOf: null,
    p95,
    reason: null,
  };
  return begin(versionWorkflow, 'publishSubgraph', version, context, { expectedVersion });
}
