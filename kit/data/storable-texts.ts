import type { EventSubscriber } from '@mikro-orm/core';
import { Fault } from '../module/fault.js';

/**
 * Looks at every changed row before it is written. Fault INVALID, reason TEXT_NOT_STORABLE, for a text that PostgreSQL
 * refuses (NUL) or that would come back changed (half of a surrogate pair).
 */
export const storableTexts: EventSubscriber = {
  onFlush({ uow }) {
    for (const { payload } of uow.getChangeSets()) requireStorable(payload);
  },
};

/** Refuses values that hold a text as `storableTexts` does, before they go anywhere by SQL of our own. */
export function requireStorable(values: object): void {
  for (const [property, value] of Object.entries(values)) if (!isStorable(value)) throw notStorable(property);
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  return Object.values(value).every(isStorable);
}

function notStorable(property: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `「${property}」含有无法保存的字符(空字符或不成对的代理码)。`,
      en: `"${property}" holds a character that cannot be stored: NUL, or half of a surrogate pair.`,
    },
    { reason: 'TEXT_NOT_STORABLE', details: { property } },
  );
}
