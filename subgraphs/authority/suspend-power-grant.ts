import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { dayOf } from '../../kit/time/calendar.js';
import { withinCounty } from './conditions.js';
import { PowerGrant } from './power-grant.js';
import { PowerStatus } from './power-item.js';

const longestReason = 500;

/** Who may suspend a grant: the law has its use assessed regularly (行政处罚法 article 24). */
export const suspendPowerGrantPolicy: Policy<PowerGrant> = {
  verb: 'suspendPowerGrant',
  entity: PowerGrant,
  title: { zh: '暂停赋权', en: 'Suspend a grant' },
  roles: ['establishment_office'],
  source: { zh: '行政处罚法第二十四条:定期组织评估', en: 'Administrative Penalty Law, article 24: regular assessment' },
  conditions: [
    withinCounty,
    {
      reason: 'GRANT_NOT_ACTIVE',
      code: 'CONFLICT',
      sentence: { zh: '只有有效的赋权可以暂停。', en: 'Only a grant in force can be suspended.' },
      source: { zh: '赋权状态(AU-02)', en: 'States of a grant (AU-02)' },
      holds: (grant) => grant.status === PowerStatus.ACTIVE,
    },
  ],
};

/** Suspends a grant from today on. Fault INVALID, reason SUSPENSION_REASON, unless the reason has 1 to 500 characters. */
export function suspendPowerGrant(context: Context, target: Target, reason: string): Promise<PowerGrant> {
  return perform(suspendPowerGrantPolicy, target, context, (grant, { clock }) => {
    const words = reason.trim();
    if (words === '' || words.length > longestReason || words.includes('\0')) {
      throw new Fault(
        'INVALID',
        {
          zh: `暂停理由须为 1—${longestReason} 字,收到 ${words.length} 字。`,
          en: `A suspension needs a reason of 1 to ${longestReason} characters; got ${words.length}.`,
        },
        { reason: 'SUSPENSION_REASON', details: { length: words.length } },
      );
    }
    grant.status = PowerStatus.SUSPENDED;
    grant.suspendedOn = dayOf(clock.now());
    grant.suspensionReason = words;
  });
}
