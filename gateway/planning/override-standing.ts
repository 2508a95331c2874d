import type { ReachedLabels } from './override-labels.js';

/** How an installation decides on progressive overrides, request by request. */
export interface Overriding {
  /** Whether a label of the installation's own is in force for the request that is about to be planned. */
  isInForce(label: string): boolean;
  /** From 0 to 1, without 1, each as likely as any other. */
  random(): number;
}

/** Where one request stands among the overrides that its plan depends on. */
export interface OverrideStanding {
  readonly labels: ReadonlySet<string>;
  /** The lower bound of the bucket into which the request was drawn: `percent(n)` is in force where it is below n. */
  readonly percentage: number;
  /** Equal for requests that have one plan; empty where nothing is overridden. */
  readonly key: string;
}

/**
 * Draws once for all percentages of a request (Federation, `@override(label: "percent(n)")`). Between two neighbouring
 * percentages of the supergraph every draw leads to one plan, so an operation has at most one plan more than it reaches
 * percentages.
 */
export function overrideStanding({ custom, percentages }: ReachedLabels, overriding: Overriding): OverrideStanding {
  if (custom.length === 0 && percentages.length === 0) return notOverridden;
  const labels = custom.filter((label) => overriding.isInForce(label));
  const drawn = percentages.length > 0 ? overriding.random() * 100 : 0;
  const percentage = percentages.findLast((each) => each <= drawn) ?? 0;
  return { labels: new Set(labels), percentage, key: [percentage, ...labels].join(' ') };
}

const notOverridden: OverrideStanding = { labels: new Set(), percentage: 0, key: '' };
