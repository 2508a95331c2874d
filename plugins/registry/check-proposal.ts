import { aside } from '../../kit/aside/aside.js';
import { type DockedSubgraph, dockOf, type Obstacle } from '../../kit/docking/dock.js';
import type { Context } from '../../kit/module/context.js';
import { brokenOf } from './broken-uses.js';
import { changedOf } from './changed-uses.js';
import type { Found } from './finding.js';
import { type Moored, readMoorings } from './moorings.js';
import { readProposal } from './read-proposal.js';
import { refuseExcess } from './refuse-excess.js';
import { SubgraphAddress } from './subgraph-address.js';
import type { StandingSubgraph, Touch } from './touched-types.js';
import { usedOperations } from './usage.js';

/** Live operations whose cost and plan are compared, those that are run most: each is planned twice. */
const mostCompared = 200;

/** What a department would publish. */
export interface Proposal extends DockedSubgraph {
  readonly organization: string;
  /** Milliseconds within which its service answers nineteen questions of twenty; null where it declares nothing. */
  readonly p95: number | null;
}

/** What was found of a proposal. */
export interface Checked {
  readonly findings: readonly Found[];
  /** All that it changes of others, and the departments that have to approve what is new of it. */
  readonly touched: readonly string[];
  readonly owners: readonly string[];
}

/**
 * Looks at a proposal from every side, without changing anything: address, service, graph, types of others, personal values. In the
 * department's turn. Faults of `refuseExcess`.
 */
export async function checkProposal(context: Context, proposal: Proposal): Promise<Checked> {
  await refuseExcess(proposal.sdl);
  const dock = dockOf(context);
  const { docked } = await readMoorings(context);
  const others = docked.filter(({ name }) => name !== proposal.name);
  const used = await usedOperations(context);
  const [{ obstacles, broken, changed, modules }, service] = await Promise.all([
    dock.rehearse([...others, proposal], used, used.slice(0, mostCompared)),
    serviceOf(context, proposal),
  ]);
  const standing = [...modules.map((each) => ({ ...each, owner: null })), ...others.map(standingOf)];
  const read = await aside(new URL('./read-proposal.ts', import.meta.url), readProposal, proposal.sdl, standing);
  const isServed = service.length === 0 && obstacles.length === 0;
  const failures = isServed ? await examined(context, proposal, read.isGuarded) : [];
  const touches = read.touches.filter(({ owner }) => owner !== proposal.organization);
  const known = new Set(docked.find(({ name }) => name === proposal.name)?.touched);
  const fresh = touches.filter(({ coordinate }) => !known.has(coordinate));
  return {
    findings: [
      ...[...service, ...obstacles].map(refusedBy),
      ...failures,
      ...brokenOf(broken, used, 'APPROVAL'),
      ...changedOf(changed, used),
      ...fresh.map(typeOfAnother),
      ...read.unguarded.map(({ coordinate, kind }) => personal(coordinate, kind)),
    ],
    touched: touches.map(({ coordinate }) => coordinate),
    owners: [...new Set(fresh.flatMap(({ owner }) => owner ?? []))],
  };
}

/** One text of all that was found, a line each. */
export function textOf(findings: readonly Found[], language: Context['language']): string {
  return findings
    .map(({ rule, about, sentence }) => `${rule}${about === null ? '' : ` ${about}`}: ${sentence[language]}`)
    .join('\n');
}

// The list is asked before the service: nobody may have the portal knock at doors of others.
async function serviceOf(context: Context, proposal: Proposal): Promise<Obstacle[]> {
  const { origin } = new URL(proposal.url);
  const listed = await context.session.many(SubgraphAddress, 'organizationCode', proposal.organization, ['origin']);
  if (!listed.some((each) => each.origin === origin)) {
    return [
      {
        rule: 'ADDRESS_NOT_LISTED',
        sentence: {
          zh: `地址「${origin}」不在机构 ${proposal.organization} 的许可地址之列,请向登记管理员申请。`,
          en: `"${origin}" is none of the addresses of ${proposal.organization}; ask the registry's administrator to list it.`,
        },
      },
    ];
  }
  const obstacle = await dockOf(context).visit(proposal);
  return obstacle ? [obstacle] : [];
}

// After the graph was made, not meanwhile: the time that this takes the portal would be taken for the service's.
async function examined(context: Context, proposal: Proposal, isGuarded: boolean): Promise<Found[]> {
  const { identity, p95 } = proposal;
  // Who is never given a token has none to verify.
  const expectations = { p95, verifiesTokens: isGuarded && identity !== 'NONE' };
  const failures = await dockOf(context).examine(proposal, expectations);
  // A service may look at tokens only where a field wants one: that is for a person to know.
  return failures.map((each) =>
    each.rule === 'TOKEN_NOT_VERIFIED' ? { ...refusedBy(each), weight: 'APPROVAL' } : refusedBy(each),
  );
}

function standingOf({ name, sdl, organization }: Moored): StandingSubgraph {
  return { name, sdl, owner: organization };
}

/** An obstacle as what was found. */
export function refusedBy({ rule, about, sentence }: Obstacle): Found {
  return { rule, weight: 'REFUSED', about: about ?? null, sentence };
}

function typeOfAnother({ coordinate, owner }: Touch): Found {
  return {
    rule: 'TYPE_OF_ANOTHER',
    weight: 'APPROVAL',
    about: coordinate,
    sentence: {
      zh: `${coordinate} 属于${owner === null ? '门户自有' : `机构 ${owner} 的`}类型,须由其审批人同意。`,
      en: `${coordinate} belongs to a type of ${owner ?? 'the portal'}, whose approver decides.`,
    },
  };
}

function personal(coordinate: string, kind: Found['sentence']): Found {
  return {
    rule: 'PERSONAL_FIELD_UNGUARDED',
    weight: 'APPROVAL',
    about: coordinate,
    sentence: {
      zh: `${coordinate} 疑似${kind.zh},任何人可读;请加 @authenticated、@requiresScopes 或 @policy。`,
      en: `${coordinate} looks like: ${kind.en}. Everybody may read it; guard it by @authenticated, @requiresScopes or @policy.`,
    },
  };
}
