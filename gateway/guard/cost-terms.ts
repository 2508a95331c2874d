/** An operation's coerced variables. */
export type Values = Readonly<Record<string, unknown>>;

/** A number that is known, or that the variables decide. */
export type Known = number | ((values: Values) => number);

/** What a term comes to. */
export function evaluate(term: Known, values: Values): number {
  return typeof term === 'number' ? term : term(values);
}

/** Several added up. */
export function sum(terms: readonly Known[]): Known {
  return folded(terms, (numbers) => numbers.reduce((total, each) => total + each, 0));
}

/** Two multiplied. */
export function product(one: Known, other: Known): Known {
  return folded([one, other], ([left = 0, right = 0]) => left * right);
}

/** The largest of several; 0 of none. */
export function largest(terms: readonly Known[]): Known {
  return folded(terms, (numbers) => Math.max(0, ...numbers));
}

function folded(terms: readonly Known[], fold: (numbers: readonly number[]) => number): Known {
  const known = terms.filter((term) => typeof term === 'number');
  if (known.length === terms.length) return fold(known);
  return (values) => fold(terms.map((term) => evaluate(term, values)));
}
