import { Field, ID, InputType, Int } from 'type-graphql';
import type { Caller } from '../../kit/identity/caller.js';
import { Fault } from '../../kit/module/fault.js';
import type { Proposal } from './check-proposal.js';
import { departmentOf } from './publisher.js';
import { SubgraphIdentity } from './subgraph-identity.js';

/** Milliseconds that a service may declare; a check waits no longer for one answer. */
const longestP95 = 5_000;

@InputType({ description: '拟发布的子图。 A subgraph that is to be published.' })
export class ProposalInput {
  @Field(() => ID, { description: '名称:2—40 位小写字母、数字、连字符,以字母开头。 Name: 2 to 40 characters.' })
  name!: string;

  @Field(() => String, { description: '服务地址(http 或 https),不含账号和片段。 Where it is served.' })
  url!: string;

  @Field(() => String, { description: '子图 SDL(Apollo Federation)。 Its schema, as composition reads it.' })
  sdl!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      '所声明的 95 分位应答时间,1—5000 毫秒,检查时实测。 Milliseconds within which 19 of 20 answers come, measured by the check.',
  })
  p95Milliseconds?: number | null;

  @Field(() => SubgraphIdentity, {
    defaultValue: SubgraphIdentity.RELAY,
    description: '要得知的调用者身份。 What it is to be told of who asks.',
  })
  identity!: `${SubgraphIdentity}`;

  @Field(() => ID, { nullable: true, description: '所代表的部门;属于多个部门时须写明。 The department.' })
  organization?: string | null;
}

/** A proposal as it was sent, for the caller's department. Faults: those of `departmentOf`, and INVALID, reason PROPOSAL_INVALID. */
export function proposalOf(input: ProposalInput, caller: Caller): Proposal {
  const { name, url, sdl, identity, organization, p95Milliseconds } = input;
  const department = departmentOf(caller, organization ?? null);
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(name)) {
    throw invalid(
      'name',
      `名称「${name.slice(0, 50)}」须为 2—40 位小写字母、数字、连字符`,
      'is 2 to 40 small letters, digits and hyphens',
    );
  }
  if (!isServiceAddress(url))
    throw invalid(
      'url',
      '服务地址须为 http 或 https,不含账号和片段',
      'is an http or https address without account and fragment',
    );
  if (sdl.trim() === '') throw invalid('sdl', 'SDL 不得为空', 'is not empty');
  const p95 = p95Milliseconds ?? null;
  if (p95 !== null && (p95 < 1 || p95 > longestP95)) {
    throw invalid('p95Milliseconds', `p95Milliseconds 须为 1—${longestP95}`, `is 1 to ${longestP95}`);
  }
  return { name, url, sdl, identity, organization: department, p95 };
}

function isServiceAddress(url: string): boolean {
  if (!URL.canParse(url) || url.length > 500) return false;
  const { protocol, username, password, hash } = new URL(url);
  return (
    ['http:', 'https:'].includes(protocol) && username === '' && password === '' && hash === '' && !url.includes('\0')
  );
}

function invalid(field: string, zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `${zh}。`, en: `The ${field} ${en}.` },
    { reason: 'PROPOSAL_INVALID', details: { field } },
  );
}
