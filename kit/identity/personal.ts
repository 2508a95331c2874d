import type { Context } from '../module/context.js';

/** Kinds of personal value that leave masked (Personal Information Protection Law, articles 6 and 51). */
export type PersonalKind = 'name' | 'phone' | 'idNumber';

/** Where the plain personal values of one request are noted down before they leave. */
export interface Disclosures {
  readonly purpose: string;
  note(disclosure: { readonly kind: PersonalKind; readonly subject: string }): unknown;
}

const masks: Readonly<Record<PersonalKind, (value: string) => string>> = {
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
 * A personal value as this caller may read it: plain only for the scope `pii:plain` with a stated purpose, and then
 * noted in the audit trail under `subject`, the key of the person it is about; masked otherwise.
 */
export function personal(context: Context, kind: PersonalKind, value: string, subject: string): string {
  const { disclosures } = context;
  if (disclosures === null || !context.caller.scopes.has('pii:plain')) return masks[kind](value);
  disclosures.note({ kind, subject });
  return value;
}
