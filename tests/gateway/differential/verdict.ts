import type { Answer } from '../execution/federation.js';
import type { Contestants } from './both-gateways.js';
import { areEqual, asked, outcomeOf } from './compare-answers.js';
import { knownDifference, type KnownDifference } from './known-differences.js';
import type { GeneratedOperation } from './operation-generator.js';
import { requiredMessage } from './outages.js';

/** How the answers to one operation compare. */
export type Verdict = 'equal' | KnownDifference | Disagreement;

/** A difference that nothing excuses. */
export type Disagreement =
  | 'ours fails'
  | 'ours differs from one undivided service'
  | 'ours differs by planner'
  | "ours differs from Apollo's gateway";

const disagreements: ReadonlySet<string> = new Set<Disagreement>([
  'ours fails',
  'ours differs from one undivided service',
  'ours differs by planner',
  "ours differs from Apollo's gateway",
]);

export function isDisagreement(verdict: Verdict): verdict is Disagreement {
  return disagreements.has(verdict);
}

/**
 * Asks every gateway: ours must answer as one undivided service does wherever no entity is missing, and as Apollo's
 * gateway does but for known differences.
 */
export async function verdictOn(contestants: Contestants, operation: GeneratedOperation): Promise<Verdict> {
  const ours = await outcomeOrError(contestants.ours(operation));
  if (ours instanceof Error) return 'ours fails';
  if (!contestants.weather.holes) {
    const whole = await contestants.undivided(operation);
    const told = new Set(whole.errors?.map(({ message }) => message));
    // That a required field failed is told under its own name, which may be a response name of something else.
    const errors = ours.errors?.filter(({ message }) => told.has(message) || !isOfRequired(contestants, message));
    const { outage } = contestants.weather;
    const own = whole.errors?.filter(({ message }) => !outage || message !== requiredMessage(outage.subgraph));
    if (!areEqual(asked(outcomeOf({ ...ours, errors })), outcomeOf({ ...whole, errors: own })))
      return 'ours differs from one undivided service';
  }
  const theirs = await outcomeOrError(contestants.apollo(operation));
  if (!(theirs instanceof Error) && areEqual(outcomeOf(ours), outcomeOf(theirs))) return 'equal';
  const known = await knownDifference({ contestants, operation, ours, theirs });
  return known ?? "ours differs from Apollo's gateway";
}

/** The same of our executor on plans of Apollo's planner, for operations that Apollo's gateway answers as ours does. */
export async function verdictOnApolloPlans(
  contestants: Contestants,
  operation: GeneratedOperation,
): Promise<Disagreement | undefined> {
  const [native, planned] = await Promise.all([
    contestants.ours(operation),
    outcomeOrError(contestants.oursPlannedByApollo(operation)),
  ]);
  if (planned instanceof Error) return 'ours fails';
  // What a join brings for a type that did not ask may differ, and with it errors at places that the answer has not.
  return areEqual(asked(outcomeOf(native)), asked(outcomeOf(planned))) ? undefined : 'ours differs by planner';
}

function isOfRequired({ draft }: Contestants, message: string): boolean {
  const field = /\.(\w+)$/.exec(message)?.[1];
  return Object.values(draft.subgraphs).some((sdl) => new RegExp(`@requires\\([^)]*\\b${field}\\b`).test(sdl));
}

// Planners throw for operations that they cannot plan.
async function outcomeOrError<T extends Answer>(answer: Promise<T>): Promise<T | Error> {
  return answer.catch((thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))));
}
