import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { withinCounty } from './conditions.js';
import { PowerGrant } from './power-grant.js';
import { PowerStatus } from './power-item.js';

/** Who may give a suspended power back. */
export const resumePowerGrantPolicy: Policy<PowerGrant> = {
  verb: 'resumePowerGrant',
  entity: PowerGrant,
  title: { zh: '恢复赋权', en: 'Resume a grant' },
  roles: ['establishment_office'],
  source: { zh: '行政处罚法第二十四条:定期组织评估', en: 'Administrative Penalty Law, article 24: regular assessment' },
  conditions: [
    withinCounty,
    {
      reason: 'GRANT_NOT_SUSPENDED',
      code: 'CONFLICT',
      sentence: { zh: '只有被暂停的赋权可以恢复。', en: 'Only a suspended grant can be resumed.' },
      source: { zh: '赋权状态(AU-02)', en: 'States of a grant (AU-02)' },
      holds: (grant) => grant.status === PowerStatus.SUSPENDED,
    },
  ],
};

/** Ends a suspension. */
export function resumePowerGrant(context: Context, target: Target): Promise<PowerGrant> {
  return perform(resumePowerGrantPolicy, target, context, (grant) => {
    grant.status = PowerStatus.ACTIVE;
    grant.suspendedOn = null;
    grant.suspensionReason = null;
  });
}
