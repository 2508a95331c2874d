import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { certificatesOf } from '../certified-members.js';
import { isValidOn } from '../enforcement-certificate.js';

/** Refuses inspectors without a certificate that is valid today. Fault CONFLICT, reason INSPECTOR_NOT_CERTIFIED, for the first. */
export async function requireCertified(context: Context, officers: readonly string[]): Promise<void> {
  const today = dayOf(context.clock.now());
  const held = await Promise.all(officers.map((officer) => certificatesOf(officer, context)));
  const without = held.findIndex((certificates) => !certificates.some((each) => isValidOn(each, today)));
  if (without < 0) return;
  const officer = (officers[without] ?? '').slice(0, 50);
  throw new Fault(
    'CONFLICT',
    {
      zh: `${officer} 在 ${today} 没有有效的执法证件,不能检查。`,
      en: `On ${today} ${officer} holds no valid certificate and does not inspect.`,
    },
    { reason: 'INSPECTOR_NOT_CERTIFIED', details: { officer, day: today } },
  );
}
