import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { executeOf } from '../../kit/data/execute-of.js';
import { dockOf } from '../../kit/docking/dock.js';
import { requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { begin } from '../../kit/workflow/move.js';
import { policyOf } from '../../kit/workflow/policies-of.js';
import type { Checked, Proposal } from './check-proposal.js';
import { checkedOrRefused } from './checked-or-refused.js';
import { stalePublication } from './claim-name.js';
import { type ProposalInput, proposalOf } from './proposal-input.js';
import { countyOf, notOwner } from './publisher.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import type { SubgraphVersion } from './subgraph-version.js';
import { versionWorkflow } from './version-workflow.js';

/** Versions of one department that may wait for approval. */
const mostWaiting = 30;

/**
 * Publishes a version, which then waits for approval. Faults: those of `proposalOf`, of the name's claim, of `refuseExcess` and of
 * the department's turn; CONFLICT, reason TOO_MANY_WAITING; and INVALID, reason CHECK_FAILED, with all that was found.
 */
export async function publishSubgraph(
  context: Context,
  input: ProposalInput,
  expectedVersion: number,
): Promise<SubgraphVersion> {
  requireRole(policyOf(versionWorkflow, 'publishSubgraph'), context);
  const { caller } = context;
  const proposal = proposalOf(input, caller);
  const regionCode = countyOf(caller);
  return dockOf(context).inTurn(proposal.organization, 'CHECK', async () => {
    await requireRoom(context, proposal, expectedVersion);
    const checked = await checkedOrRefused(context, proposal);
    return published(context, regionCode, proposal, checked, expectedVersion);
  });
}

// Told before anything is looked at; the claim in the transaction decides.
async function requireRoom(context: Context, { name, organization }: Proposal, expectedVersion: number): Promise<void> {
  const { session } = context;
  const known = await session.one(RegisteredSubgraph, 'name', name);
  if (known && known.organizationCode !== organization) throw notOwner(name, known.organizationCode);
  const latest = known?.latest ?? 0;
  if (latest !== expectedVersion) throw stalePublication(name, expectedVersion, latest);
  const [row] = await executeOf(session.manager)(
    `select count(*)::integer as "waiting" from registry.versions where organization_code = ? and state = 'WAITING'`,
    [organization],
  );
  if (Number(row?.['waiting']) >= mostWaiting) throw tooManyWaiting(organization);
}

function published(
  context: Context,
  regionCode: string,
  { name, url, sdl, identity, organization, p95 }: Proposal,
  { findings, touched, owners }: Checked,
  expectedVersion: number,
): Promise<SubgraphVersion> {
  const version = {
    id: uuid(),
    regionCode,
    subgraphName: name,
    number: 0,
    organizationCode: organization,
    url,
    sdl,
    digest: createHash('sm3').update(sdl).digest('hex'),
    publishedBy: context.caller.subject ?? '',
    publishedAt: context.clock.now(),
    findings,
    touched: [...touched],
    owners: [...owners],
    tookPlaceOf: null,
    p95,
    identity,
    reason: null,
  };
  return begin(versionWorkflow, 'publishSubgraph', version, context, { expectedVersion });
}

function tooManyWaiting(organization: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `机构 ${organization} 已有 ${mostWaiting} 个版本待审批,达到上限;请先由审批人批准或驳回。`,
      en: `${organization} has ${mostWaiting} versions that wait for approval, which is the limit; have some approved or rejected first.`,
    },
    { reason: 'TOO_MANY_WAITING', details: { limit: mostWaiting } },
  );
}
