import type { Context } from '../module/context.js';

/** Kinds of personal value that leave masked or not at all (Personal Information Protection Law, articles 6, 28 and 51). */
export type PersonalKind = 'name' | 'phone' | 'idNumber' | 'careCategories';

type MaskedKind = Exclude<PersonalKind, 'careCategories'>;

/** Where the plain personal values of one request are noted down before they leave. */
export interface Disclosures {
  readonly purpose: string;
  note(disclosure: { readonly kind: PersonalKind; readonly subject: string }): unknown;
}

const masks: Readonly<Record<MaskedKind, (value: string) => string>> = {
  name: (value) => {
    const letters = [...value];
    return letters.length <= 2
      ? `${letters[0] ?? ''}*`
      : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`;
  },
  phone: (value) => `${value.slice(0, 3)}****${value.slice(-4)}`,
  idNumber: (value) => `${value.slice(0, 3)}***********${value.slice(-4)}`,
};

/**
 * Whether this caller may read a personal value in plain: only for the scope `pii:plain` with a stated purpose, and then
 * it is noted in the audit trail under `subject`, the key of the person it is about.
 */
export function readsPlain(context: Context, kind: PersonalKind, subject: string): boolean {
  const { disclosures } = context;
  if (disclosures === null || !context.caller.scopes.has('pii:plain')) return false;
  disclosures.note({ kind, subject });
  return true;
}

/** A personal value as this caller may read it: plain where `readsPlain` allows it, masked otherwise. */
export function personal(context: Context, kind: MaskedKind, value: string, subject: string): string {
  return readsPlain(context, kind, subject) ? value : masks[kind](value);
}
