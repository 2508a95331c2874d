import type { CountyRules } from '../../../kit/county/county-rules.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { certificatesOf } from '../certified-members.js';
import { isValidOn } from '../enforcement-certificate.js';
import { certificateDomains, coversItem } from '../rules/certificate-domains.js';

/** What the officers of a case must be certified for, and on which days. */
export interface CertificationQuestion {
  readonly officers: readonly string[];
  readonly itemDomain: string;
  /** `yyyy-MM-dd`; the last is the day of the verb. */
  readonly days: readonly [string, ...string[]];
}

/**
 * The certificates by which the officers act, in their order (Administrative Penalty Law § 42). Fault CONFLICT, reason
 * NOT_CERTIFIED, for an officer without one that was valid on each of the days for the item's domain.
 */
export async function certificatesFor(
  { officers, itemDomain, days }: CertificationQuestion,
  context: Context,
  rules: CountyRules,
): Promise<string[]> {
  const pairs = rules.read(certificateDomains);
  return Promise.all(
    officers.map(async (officer) => {
      const held = await certificatesOf(officer, context);
      const fitting = held.filter(({ domains }) => coversItem(domains, itemDomain, pairs));
      const missing = days.find((day) => !fitting.some((each) => isValidOn(each, day)));
      const last = days.at(-1) ?? days[0];
      const acting = fitting.findLast((each) => isValidOn(each, last));
      if (missing === undefined && acting) return acting.number;
      throw notCertified(officer, missing ?? last, itemDomain, fitting.at(-1) ?? held.at(-1) ?? null);
    }),
  );
}

function notCertified(
  staffNumber: string,
  day: string,
  domain: string,
  last: { readonly number: string; readonly validTo: string; readonly domains: readonly string[] } | null,
): Fault {
  const lastZh = last ? `;最近一证 ${last.number},有效期至 ${last.validTo},领域「${last.domains.join('、')}」` : '';
  const lastEn = last
    ? `; the last one, ${last.number}, runs to ${last.validTo}, for "${last.domains.join('、')}"`
    : '';
  return new Fault(
    'CONFLICT',
    {
      zh: `${staffNumber.slice(0, 50)} 在 ${day} 没有有效且可执法「${domain}」的证件${lastZh}。`,
      en: `On ${day} ${staffNumber.slice(0, 50)} holds no valid certificate for "${domain}"${lastEn}.`,
    },
    {
      reason: 'NOT_CERTIFIED',
      details: { staffNumber, day, domain, certificate: last?.number ?? null, validTo: last?.validTo ?? null },
    },
  );
}
