import { emit } from '../../../kit/events/emit.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { grantWithdrawn } from '../lists/list-events.js';
import { dayBefore } from '../lists/publish-version.js';
import { PowerGrant } from '../power-grant.js';
import { PowerItem, PowerStatus } from '../power-item.js';

/** Which grants of an item end: those in a county, or in some of its towns. */
export interface Withdrawal {
  readonly itemCode: string;
  readonly countyCode: string;
  /** None means all towns. */
  readonly townCodes: readonly string[];
  /** The first day on which the power is the department’s again. */
  readonly from: string;
  readonly documentNumber: string;
}

/**
 * Ends the grants of an item inside a transaction, so that the day before is their last, and tells others. Fault CONFLICT,
 * reason GRANT_TO_COME, where one of them has not begun by then.
 */
export async function withdrawGrants(
  inside: Context,
  { itemCode, countyCode, townCodes, from, documentNumber }: Withdrawal,
): Promise<void> {
  const { session } = inside;
  const item = await session.one(PowerItem, 'code', itemCode);
  const held = await session.many(PowerGrant, 'itemCode', itemCode, ['granteeCode', 'effectiveFrom']);
  const concerned = held.filter(
    ({ regionCode, effectiveTo }) =>
      regionCode.startsWith(countyCode) &&
      (townCodes.length === 0 || townCodes.includes(regionCode)) &&
      (effectiveTo === null || effectiveTo >= from),
  );
  const toCome = concerned.find(({ effectiveFrom }) => effectiveFrom >= from);
  if (toCome) throw grantToCome(toCome, from);
  const lastDay = dayBefore(from);
  for (const grant of concerned) {
    Object.assign(grant, { effectiveTo: lastDay, status: PowerStatus.WITHDRAWN, version: grant.version + 1 });
    await emit(inside, grantWithdrawn, grant.id, {
      itemCode,
      granteeCode: grant.granteeCode,
      regionCode: grant.regionCode,
      sourceOrganizationCode: item?.sourceOrganizationCode ?? '',
      lastDay,
      documentNumber,
    });
  }
  await session.manager.flush();
}

function grantToCome({ granteeCode, effectiveFrom }: PowerGrant, from: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${granteeCode}」的赋权自 ${effectiveFrom} 起才生效,不能自 ${from} 起收回。`,
      en: `The grant of "${granteeCode}" begins on ${effectiveFrom} only, so it does not end before ${from}.`,
    },
    { reason: 'GRANT_TO_COME', details: { grantee: granteeCode, effectiveFrom, from } },
  );
}
