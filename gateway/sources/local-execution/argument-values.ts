/*
 * Assumes that a resolver may change the object of its arguments, and does not change an object within them that graphql-js
 * would give to other calls as well: a variable's value or a default. So what is equal for all calls is coerced once, and
 * every call has an object of its own. Where a literal makes an object, each call coerces anew.
 */
import { type ArgumentNode, getArgumentValues, Kind, visit } from 'graphql';
import type { FieldSite } from './field-site.js';
import type { LocalRun } from './local-run.js';

type Arguments = Record<string, unknown>;

/** Makes the function that gives a call its arguments; it throws what graphql-js throws for values that do not fit. */
export function argumentsOf(site: FieldSite, number: number): (run: LocalRun) => Arguments {
  const { definition, nodes } = site;
  const [node] = nodes;
  if (definition.args.length === 0) return () => ({});
  const given = node.arguments ?? [];
  const isConstant = !given.some(holdsVariable);
  const literals = given.filter(({ value }) => value.kind !== Kind.VARIABLE).map(({ name }) => name.value);
  let constant: Arguments | undefined;
  return (run) => {
    const known = isConstant ? constant : run.knownArguments[number];
    if (known) return { ...known };
    const values: Arguments = getArgumentValues(definition, node, run.variableValues as Arguments);
    if (literals.some((name) => typeof values[name] === 'object' && values[name] !== null)) return values;
    if (isConstant) constant = values;
    else run.knownArguments[number] = values;
    return { ...values };
  };
}

function holdsVariable({ value }: ArgumentNode): boolean {
  let holds = false;
  visit(value, {
    Variable: () => {
      holds = true;
    },
  });
  return holds;
}
