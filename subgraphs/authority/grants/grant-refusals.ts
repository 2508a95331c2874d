import { Fault } from '../../../kit/module/fault.js';
import type { Organization } from '../organization.js';
import type { PowerItem } from '../power-item.js';

/** INVALID, reason GRANT_SIZE. */
export function grantSize(what: { zh: string; en: string }, most: number, given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `${what.zh}须为 1—${most} 个且不重复,收到 ${given} 个。`,
      en: `Name 1 to ${most} different ${what.en}; got ${given}.`,
    },
    { reason: 'GRANT_SIZE', details: { most, given } },
  );
}

/** INVALID, reason GRANT_DAYS: a sentence on the days that do not follow one another. */
export function grantDays(zh: string, en: string): Fault {
  return new Fault('INVALID', { zh, en }, { reason: 'GRANT_DAYS' });
}

/** INVALID, reason GRANT_NOT_PUBLISHED. */
export function notPublished(effectiveFrom: string, publishedOn: string | null): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `决定应当公布(行政处罚法第二十四条):公布日期 ${publishedOn ?? '未填'},生效日期 ${effectiveFrom}。`,
      en: `The decision is published first (Administrative Penalty Law § 24): published ${publishedOn ?? 'never'}, in force from ${effectiveFrom}.`,
    },
    { reason: 'GRANT_NOT_PUBLISHED', details: { publishedOn, effectiveFrom } },
  );
}

/** CONFLICT, reason ITEM_NOT_IN_CATALOGUE. */
export function notInCatalogue({ code, name, category }: PowerItem): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `事项「${code} ${name}」(${category})不在上级赋权目录内,不能下放。`,
      en: `The item "${code}" (${category}) is in none of the catalogues above, so it is not handed down.`,
    },
    { reason: 'ITEM_NOT_IN_CATALOGUE', details: { item: code, category } },
  );
}

/** CONFLICT, reason ITEM_RESERVED. */
export function reserved({ code, name, reservedScope }: PowerItem): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `事项「${code} ${name}」属县级专属范围(${reservedScope}),不能下放。`,
      en: `The item "${code}" stays with the county (${reservedScope}).`,
    },
    { reason: 'ITEM_RESERVED', details: { item: code, reservedScope } },
  );
}

/** INVALID, reason GRANTEE_UNFIT. */
export function unfitGrantee({ code, name, kind }: Organization): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${name}」(${kind})不是镇人民政府、街道办事处或开发区管委会。`,
      en: `"${code}" (${kind}) is neither the government of a town nor the committee of a zone.`,
    },
    { reason: 'GRANTEE_UNFIT', details: { organization: code, kind } },
  );
}

/** FORBIDDEN, reason OUTSIDE_TERRITORY. */
export function organizationElsewhere({ code, name }: Organization): Fault {
  return new Fault(
    'FORBIDDEN',
    {
      zh: `「${name}」不在您负责的区域内。`,
      en: `"${code}" is outside the territory that you answer for.`,
    },
    { reason: 'OUTSIDE_TERRITORY', details: { organization: code } },
  );
}

/** CONFLICT, reason ALREADY_GRANTED. */
export function alreadyGranted(item: string, grantee: string, day: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${grantee}」在 ${day} 或其后已持有事项「${item}」。`,
      en: `"${grantee}" holds the item "${item}" on ${day} or later already.`,
    },
    { reason: 'ALREADY_GRANTED', details: { item, grantee, day } },
  );
}
