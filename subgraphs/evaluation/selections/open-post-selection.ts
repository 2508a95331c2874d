import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { holdingSettings } from '../holdings/holding-settings.js';
import { Post } from '../post.js';
import type { PostSelectionRound } from './post-selection-round.js';
import type { ModuleLeaderInput } from './selection-parts.js';
import { selectionWorkflow } from './selection-workflow.js';

const most = 500;
const mostChoices = 50;

/** Which posts of a town are open to whom, and who chooses for each module. */
export interface SelectionWish {
  readonly region: string;
  readonly name: string;
  readonly posts: readonly string[];
  readonly candidates: readonly string[];
  readonly leaders: readonly ModuleLeaderInput[];
  readonly choiceCount: number;
}

/**
 * Announces posts of a town for selection; how many one person may hold is the county's rule. Faults: NOT_FOUND for a post;
 * INVALID, reasons TEXT_LENGTH, STAFF_NUMBER and SELECTION_UNFIT; those of the table.
 */
export async function openPostSelection(context: Context, wish: SelectionWish): Promise<PostSelectionRound> {
  requireRole(policyOf(selectionWorkflow, 'openPostSelection'), context);
  const { region, name, posts, candidates, leaders, choiceCount } = wish;
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  checkSizes(wish);
  [...candidates, ...leaders.map(({ staffNumber }) => staffNumber)].forEach(requireStaffNumber);
  const found = await Promise.all(posts.map((code) => context.session.one(Post, 'code', code)));
  const modules: Record<string, string> = {};
  found.forEach((post, index) => {
    if (post === null) throw notFound(Post, posts[index] ?? '');
    if (!post.regionCode.startsWith(region))
      throw unfit(`${post.code} 不在 ${region}`, `${post.code} is not in ${region}`);
    modules[post.code] = post.module;
  });
  const open = new Set(Object.values(modules));
  const leaderless = [...open].filter((each) => leaders.every(({ module }) => module !== each));
  if (leaderless.length > 0 || open.size < leaders.length)
    throw unfit(
      `每个模块须有且只有一人选人(${[...open].join('、')})`,
      `each module of the posts has one person who chooses (${[...open].join(', ')})`,
    );
  const rules = await countyRules(context.session, region, context.clock);
  const round = {
    id: uuid(),
    regionCode: region,
    name: name.trim(),
    postCodes: [...posts].sort(),
    candidateNumbers: [...candidates].sort(),
    leaders,
    modules,
    choiceCount,
    capacity: rules.read(holdingSettings.mostPosts),
    choices: [],
    rankings: [],
    matches: [],
    vacancies: [],
  };
  return begin(selectionWorkflow, 'openPostSelection', round, context, {});
}

function checkSizes({ region, posts, candidates, leaders, choiceCount }: SelectionWish): void {
  if (!/^\d{9}$/.test(region)) throw unfit('镇街区划代码须为 9 位', 'the code of a town has nine digits');
  for (const [list, zh, en] of [
    [posts, '岗位', 'posts'],
    [candidates, '人选', 'candidates'],
    [leaders.map(({ module }) => module), '模块', 'modules'],
  ] as const) {
    const isFit = list.length > 0 && list.length <= most && new Set(list).size === list.length;
    if (!isFit)
      throw unfit(
        `${zh}须有 1—${most} 个且不重复,收到 ${list.length} 个`,
        `name 1 to ${most} ${en}, each once; got ${list.length}`,
      );
  }
  if (choiceCount < 1 || choiceCount > mostChoices)
    throw unfit(
      `志愿数须为 1—${mostChoices},收到 ${choiceCount}`,
      `wishes are 1 to ${mostChoices}; got ${choiceCount}`,
    );
}

function unfit(zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `选岗方案不合规则:${zh}。`, en: `The selection breaks its rules: ${en}.` },
    { reason: 'SELECTION_UNFIT' },
  );
}
