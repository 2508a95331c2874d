import { setTimeout as pause } from 'node:timers/promises';
import type { Bilingual } from '../../kit/module/fault.js';
import { exitCodes } from '../exit-codes.js';
import type { Ask } from '../portal/ask-portal.js';
import type { Terminal } from '../terminal.js';

/** A version as its publisher looks at it. */
export interface Published {
  readonly id: string;
  readonly number: number;
  readonly state: 'WAITING' | 'INSTALLED' | 'KEPT' | 'REJECTED';
  readonly reason: string | null;
  /** Other departments, each of which approves. */
  readonly owners: readonly string[];
  readonly findings: readonly { readonly rule: string; readonly about: string | null; readonly message: string }[];
  readonly timeline: readonly { readonly verb: string; readonly organizationCode: string | null }[];
}

/** Its fields in a document. */
export const publishedFields = `id number state version url identity digest owners reason
  findings { rule weight about message } timeline { verb actor organizationCode at }`;

const document = `query PublishedVersion($id: ID!) { subgraphVersion(id: $id) { ${publishedFields} } }`;

/** Milliseconds between two looks. */
const between = 2_000;

/** Who has to approve, and who has. */
export function whoApproves({ owners, timeline }: Published): Bilingual {
  const approvals = timeline.filter(({ verb }) => verb === 'approveVersion');
  const by = approvals.map(({ organizationCode }) => organizationCode ?? '?');
  const who = {
    zh: owners.length === 0 ? '登记审批人(registry-approver)' : `机构 ${owners.join('、')} 的审批人`,
    en:
      owners.length === 0 ? 'an approver of the registry (registry-approver)' : `approvers of ${owners.join(' and ')}`,
  };
  return {
    zh: `须由${who.zh}批准,发布人本人除外;已批准:${by.join('、') || '无'}。`,
    en: `It needs ${who.en}, other than who published it; approved so far: ${by.join(', ') || 'by nobody'}.`,
  };
}

/** Looks until somebody has decided; tells each approval as it comes, and answers how it ended. */
export async function waitForApproval(
  ask: Ask,
  published: Published,
  name: string,
  terminal: Terminal,
): Promise<number> {
  let seen = published;
  while (seen.state === 'WAITING') {
    await pause(between);
    const { subgraphVersion: now } = await ask<{ readonly subgraphVersion: Published }>(document, { id: seen.id });
    if (now.state === 'WAITING' && now.timeline.length !== seen.timeline.length) terminal.note(whoApproves(now));
    seen = now;
  }
  if (seen.state === 'REJECTED') {
    const reason = seen.reason ?? '';
    const text = {
      zh: `「${name}」第 ${seen.number} 版未获批准:${reason}`,
      en: `"${name}", version ${seen.number}, was rejected: ${reason}`,
    };
    terminal.answer(seen, terminal.coloured('red', terminal.in(text)));
    return exitCodes.refused;
  }
  const text = {
    zh: `「${name}」第 ${seen.number} 版已在总图中。`,
    en: `"${name}", version ${seen.number}, is part of the graph.`,
  };
  terminal.answer(seen, terminal.coloured('green', terminal.in(text)));
  return exitCodes.done;
}
