import { perform, type Target } from '../../../kit/data/perform.js';
import type { Policy } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { withinCounty } from '../conditions.js';
import { PowerGrant } from '../power-grant.js';
import { notPublished } from './grant-refusals.js';

const source = {
  zh: '试运行期满前经决定、公布,转为正式赋权(AU-04)',
  en: 'A trial becomes a grant for good by a decision that is published before it ends (AU-04)',
};

/** Who makes a grant on trial one for good. */
export const confirmTrialGrantPolicy: Policy<PowerGrant> = {
  verb: 'confirmTrialGrant',
  entity: PowerGrant,
  title: { zh: '试运行转正', en: 'Confirm a grant on trial' },
  roles: ['establishment_office'],
  source,
  conditions: [
    withinCounty,
    {
      reason: 'GRANT_NOT_ON_TRIAL',
      code: 'CONFLICT',
      sentence: { zh: '该赋权不在试运行。', en: 'The grant is not on trial.' },
      source,
      holds: (grant) => grant.trialRun,
    },
    {
      reason: 'TRIAL_OVER',
      code: 'CONFLICT',
      sentence: { zh: '试运行已期满,请重新赋权。', en: 'The trial is over; hand the power down anew.' },
      source,
      holds: ({ effectiveTo }, { clock }) => effectiveTo === null || effectiveTo >= dayOf(clock.now()),
    },
  ],
};

/** Makes a trial a grant without an end. Faults INVALID, reasons TEXT_LENGTH, and GRANT_NOT_PUBLISHED for a day to come. */
export function confirmTrialGrant(
  context: Context,
  target: Target,
  { documentNumber, publishedOn }: { readonly documentNumber: string; readonly publishedOn: string },
): Promise<PowerGrant> {
  return perform(confirmTrialGrantPolicy, target, context, (grant, { clock }) => {
    requireWritten({ zh: '文号', en: 'The document number' }, documentNumber, 100);
    const today = dayOf(clock.now());
    if (publishedOn > today) throw notPublished(today, publishedOn);
    Object.assign(grant, { documentNumber: documentNumber.trim(), publishedOn, trialRun: false, effectiveTo: null });
  });
}
