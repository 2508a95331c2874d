import { TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { AuthorisedOperation, TouchedRules } from './authorise.js';
import { reachedDocument } from './reached-document.js';

/** What was demanded of a caller and what was granted, for `extensions.authorisation`. */
export interface DescribedAuthorisation {
  /** Each rule that the document touches, and whether the caller passes it. */
  readonly rules: readonly { readonly rule: string; readonly passes: boolean }[];
  /** What each field of the document demands, the rules of what it returns included; who demands nothing is left out. */
  readonly demands: readonly { readonly field: string; readonly rules: readonly string[] }[];
  /** The places that were taken out before planning, by the rule that denied each. */
  readonly pruned: readonly { readonly path: string; readonly rule: string }[];
}

/** Describes how an operation was authorised for a caller. */
export function describeAuthorisation(
  { request, rules }: TouchedRules,
  { verdict, refusals }: AuthorisedOperation,
): DescribedAuthorisation {
  return {
    rules: rules.map(({ text }, bit) => ({ rule: text, passes: verdict[bit] === '1' })),
    demands: demandsOf(request),
    pruned: refusals.map(({ error }) => ({
      path: (error.path ?? []).join('.'),
      rule: String((error.extensions['details'] as { readonly rule?: string } | undefined)?.rule),
    })),
  };
}

function demandsOf({ document, operation, schema, rules }: TouchedRules['request']): DescribedAuthorisation['demands'] {
  const demands = new Map<string, readonly string[]>();
  const types = new TypeInfo(schema);
  const note = (field: string): void => {
    const texts = (rules.fields.get(field) ?? []).flatMap((number) => rules.all[number]?.text ?? []);
    if (texts.length > 0) demands.set(field, texts);
  };
  const noting = visitWithTypeInfo(types, {
    Field: ({ name }) => note(`${types.getParentType()?.name}.${name.value}`),
  });
  visit(reachedDocument(document, operation), noting);
  return [...demands].map(([field, texts]) => ({ field, rules: texts }));
}
