import { perform, type Target } from '../../../kit/data/perform.js';
import type { Policy } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { ofTerritory } from '../place-conditions.js';
import { GridSkill } from './grid-skill.js';
import { source } from './record-grid-training.js';

/** GR-09: who may take back that somebody is trained. */
export const withdrawGridSkillPolicy: Policy<GridSkill> = {
  verb: 'withdrawGridSkill',
  entity: GridSkill,
  title: { zh: '撤回网格员能力', en: 'Take a grid officer’s skill back' },
  roles: ['grid_admin'],
  source,
  conditions: [
    ofTerritory(source),
    {
      reason: 'SKILL_WITHDRAWN',
      code: 'CONFLICT',
      sentence: { zh: '该能力已撤回。', en: 'The skill was taken back already.' },
      source,
      holds: ({ withdrawnReason }) => withdrawnReason === null,
    },
  ],
};

/** Takes a skill back, with a reason; who lost it gets no new patrols that take it. Fault INVALID, reason TEXT_LENGTH. */
export function withdrawGridSkill(context: Context, target: Target, reason: string): Promise<GridSkill> {
  return perform(withdrawGridSkillPolicy, target, context, (skill) => {
    requireWritten({ zh: '理由', en: 'The reason' }, reason, 200);
    skill.withdrawnReason = reason.trim();
  });
}
