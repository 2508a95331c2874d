import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { type Ask, asking } from '../portal/ask-portal.js';
import { columns } from './columns.js';
import { readRegistered } from './read-versions.js';

const document = `query ListSubgraphs($after: String, $organization: ID) {
  subgraphs(first: 50, after: $after, organization: $organization) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      name latest organization { code name }
      inUse: versions(state: INSTALLED, last: 1) { edges { node { number url publishedAt } } }
      waiting: versions(state: WAITING, last: 20) { edges { node { number } } }
    } }
  }
}`;

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

interface Listed {
  readonly name: string;
  readonly latest: number;
  readonly organization: { readonly code: string; readonly name: string | null } | null;
  readonly inUse: Edges<{ readonly number: number; readonly url: string; readonly publishedAt: string }>;
  readonly waiting: Edges<{ readonly number: number }>;
}

interface Page {
  readonly subgraphs: Edges<Listed> & {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Lists the departments' subgraphs, or the versions of one. */
export async function listSubgraphs(given: Given, at: Surroundings): Promise<number> {
  const { terminal } = at;
  const ask = await asking(given, at);
  if (given.subject !== undefined) {
    const registered = await readRegistered(ask, given.subject);
    const rows = registered.versions.map(({ number, state, publishedAt, url }) => [
      `${number}`,
      state,
      publishedAt,
      url,
    ]);
    terminal.answer(registered, columns(['VERSION', 'STATE', 'PUBLISHED', 'ADDRESS'], rows));
    return exitCodes.done;
  }
  const listed = await everyPage(ask, given.value('organization'));
  terminal.answer(listed, columns(['NAME', 'DEPARTMENT', 'IN USE', 'WAITING', 'ADDRESS'], listed.map(rowOf)));
  return exitCodes.done;
}

async function everyPage(ask: Ask, organization: string | undefined): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (let after: string | null = null; ;) {
    const { subgraphs }: Page = await ask<Page>(document, { after, organization });
    listed.push(...subgraphs.edges.map(({ node }) => node));
    if (!subgraphs.pageInfo.hasNextPage) return listed;
    after = subgraphs.pageInfo.endCursor;
  }
}

function rowOf({ name, organization, inUse, waiting }: Listed): string[] {
  const [standing] = inUse.edges;
  const numbers = waiting.edges.map(({ node }) => node.number).join(' ');
  const { number, url } = standing?.node ?? { number: '-', url: '-' };
  return [name, organization?.code ?? '-', `${number}`, numbers || '-', url];
}
