import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { requireFineless } from '../draws-on-fines.js';
import type { Taskforce } from './taskforce.js';
import { taskforceWorkflow } from './taskforce-workflow.js';

const mostMembers = 100;

/** What a town forms a taskforce of; `region` is the town, `pointsBudget` what it may give in all. */
export interface TaskforceWish {
  readonly region: string;
  readonly name: string;
  readonly leader: string;
  readonly members: readonly string[];
  readonly pointsBudget: string;
}

/**
 * Forms a taskforce in a town; its leader is a member too. Faults: INVALID, reasons TEXT_LENGTH, STAFF_NUMBER, FINES_IN_APPRAISAL,
 * MEMBERS_UNFIT and POINTS_BOUNDS; those of the table.
 */
export function formTaskforce(context: Context, wish: TaskforceWish): Promise<Taskforce> {
  requireRole(policyOf(taskforceWorkflow, 'formTaskforce'), context);
  const { region, name, leader, members, pointsBudget } = wish;
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  requireFineless(name);
  const everybody = [...new Set([leader, ...members])];
  if (everybody.length > mostMembers || !/^\d{9}$/.test(region)) throw unfit(everybody.length, region);
  everybody.forEach(requireStaffNumber);
  if (Number(pointsBudget) <= 0) throw noBudget(pointsBudget);
  const taskforce = {
    id: uuid(),
    regionCode: region,
    name: name.trim(),
    leaderNumber: leader,
    memberNumbers: everybody,
    pointsBudget,
    awards: [],
    summary: null,
  };
  return begin(taskforceWorkflow, 'formTaskforce', taskforce, context, {});
}

function unfit(members: number, region: string): Fault {
  const shown = region.slice(0, 20);
  return new Fault(
    'INVALID',
    {
      zh: `专班设在镇街(9 位区划代码,收到「${shown}」),成员至多 ${mostMembers} 人,收到 ${members} 人。`,
      en: `A taskforce stands in a town (nine digits; got "${shown}") and has at most ${mostMembers} members; got ${members}.`,
    },
    { reason: 'MEMBERS_UNFIT', details: { most: mostMembers, members, region: shown } },
  );
}

function noBudget(given: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `预算须大于 0,收到 ${given}。`, en: `The budget is above 0; got ${given}.` },
    { reason: 'POINTS_BOUNDS', details: { given } },
  );
}
