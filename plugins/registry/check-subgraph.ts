import { Field, ObjectType } from 'type-graphql';
import { dockOf } from '../../kit/docking/dock.js';
import { type Policy, requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { checkProposal, textOf } from './check-proposal.js';
import { source } from './conditions.js';
import { type Found, SubgraphFinding } from './finding.js';
import { type ProposalInput, proposalOf } from './proposal-input.js';
import { notOwner } from './publisher.js';
import { RegisteredSubgraph } from './registered-subgraph.js';
import { SubgraphVersion } from './subgraph-version.js';

/** What a publication would meet. */
@ObjectType({ description: '检查结论:能否发布,以及全部发现。 What a publication would meet.' })
export class SubgraphCheck {
  @Field(() => Boolean, {
    description: '可以发布(可能仍须审批)。 Whether it may be published, and then waits for approval.',
  })
  passed!: boolean;

  @Field(() => [SubgraphFinding], { description: '全部发现。 All that was found.' })
  findings!: readonly Found[];

  @Field(() => [String], {
    description: '须由其审批人同意的其他部门。 Other departments, each of which would have to approve.',
  })
  owners!: readonly string[];

  @Field(() => String, { description: '全部发现,每行一项。 The same as text, a line each.' })
  text!: string;
}

/** Who may have a proposal checked. */
export const checkPolicy: Policy<SubgraphVersion> = {
  verb: 'checkSubgraph',
  entity: SubgraphVersion,
  title: { zh: '检查子图', en: 'Check a subgraph' },
  roles: ['registry-publisher', 'registry-approver'],
  source,
  conditions: [],
  creates: true,
};

/**
 * Says what the publication of a proposal would meet, and changes nothing. Faults: those of `proposalOf`, of another's name, of
 * `refuseExcess`, and of the department's turn.
 */
export async function checkSubgraph(context: Context, input: ProposalInput): Promise<SubgraphCheck> {
  requireRole(checkPolicy, context);
  const proposal = proposalOf(input, context.caller);
  const known = await context.session.one(RegisteredSubgraph, 'name', proposal.name);
  if (known && known.organizationCode !== proposal.organization) throw notOwner(known.name, known.organizationCode);
  const { findings, owners } = await dockOf(context).inTurn(proposal.organization, 'CHECK', () =>
    checkProposal(context, proposal),
  );
  const passed = findings.every(({ weight }) => weight !== 'REFUSED');
  return { passed, findings, owners, text: textOf(findings, context.language) };
}
