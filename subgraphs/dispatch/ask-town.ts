import type { Context } from '../../kit/module/context.js';

interface Codes {
  readonly edges: readonly { readonly node: { readonly code: string } }[];
}

interface Answer {
  readonly governments: Codes;
  readonly zones: Codes;
}

const question = `query ($region: ID!) {
  governments: organizations(region: $region, kind: TOWN_GOVERNMENT, first: 1) { edges { node { code } } }
  zones: organizations(region: $region, kind: ZONE_COMMITTEE, first: 1) { edges { node { code } } }
}`;

/** Asks which government, or committee of a zone, a town has; null where it has neither. */
export async function askTown(context: Context, region: string): Promise<string | null> {
  const { governments, zones } = await context.ask<Answer>(question, { region });
  const [town] = [...governments.edges, ...zones.edges];
  return town?.node.code ?? null;
}
