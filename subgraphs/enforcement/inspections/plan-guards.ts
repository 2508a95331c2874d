import type { Guard } from '../../../kit/workflow/workflow.js';
import { sm3Of } from '../rules/random-draw.js';
import type { InspectionPlan } from './inspection-plan.js';
import { InspectionTask } from './inspection-task.js';
import { InspectionState } from './inspection-vocabulary.js';
import { randomLaw } from './plan-conditions.js';

/** What is drawn is what was committed to before. */
export const seedFits: Guard<InspectionPlan, { readonly seed: string }> = {
  reason: 'SEED_MISMATCH',
  code: 'CONFLICT',
  sentence: ({ seedCommitment }) => ({
    zh: `种子与公布的承诺不符:SM3(种子)须为 ${seedCommitment}。`,
    en: `The seed is not the one that was committed to: its SM3 must be ${seedCommitment}.`,
  }),
  source: randomLaw,
  holds: ({ seedCommitment }, { input: { seed } }) => sm3Of(seed) === seedCommitment,
};

/** A commitment that can be tried out in advance commits to nothing. */
export const seedLong: Guard<InspectionPlan, { readonly seed: string }> = {
  reason: 'SEED_SHORT',
  code: 'INVALID',
  sentence: (_row, { input: { seed } }) => ({
    zh: `种子须为 32—200 字,现为 ${seed.length} 字。`,
    en: `A seed has 32 to 200 characters; this one has ${seed.length}.`,
  }),
  source: randomLaw,
  holds: (_row, { input: { seed } }) => seed.length >= 32 && seed.length <= 200,
};

export const visitsOver: Guard<InspectionPlan, object> = {
  reason: 'VISITS_OPEN',
  code: 'CONFLICT',
  sentence: () => ({ zh: '尚有检查任务未公示。', en: 'Not every visit of the plan is published yet.' }),
  source: randomLaw,
  holds: async ({ id }, { context: { session } }) => {
    const open = [
      InspectionState.DRAWN,
      InspectionState.SCHEDULED,
      InspectionState.IN_PROGRESS,
      InspectionState.SUBMITTED,
    ];
    // Visits to towns out of the lead's sight count too.
    const where = { planId: id, state: { $in: open } };
    return (await session.manager.count(InspectionTask, where, { filters: { visible: false } })) === 0;
  },
};
