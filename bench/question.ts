import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './contest/contender.js';
import { type BenchPortal, keep, measure, withPortal } from './portal-process.js';

// `npm run bench`: the question that five subgraphs answer, asked by 1, by 10 and by 50 clients.
const question = readFileSync(path.join(root, 'docs/question.graphql'), 'utf8');

interface Grids {
  readonly grids: { readonly edges: readonly { readonly node: { readonly code: string } }[] };
}

async function thirdLevelGrids(portal: BenchPortal, token: string): Promise<string[]> {
  const { grids } = await portal.ask<Grids>(
    token,
    '{ grids(level: L3_BASIC, state: ACTIVE, first: 100) { edges { node { code } } } }',
  );
  return grids.edges.map(({ node }) => node.code);
}

await withPortal(async (portal) => {
  const token = await portal.login('commander');
  const grids = await thirdLevelGrids(portal, token);
  const ask = (turn: number): Promise<unknown> => portal.ask(token, question, { code: grids[turn % grids.length] });
  await measure(portal, 4, 300, ask);
  const results = [];
  for (const [clients, requests] of [
    [1, 500],
    [10, 1000],
    [50, 2000],
  ] as const)
    results.push(await measure(portal, clients, requests, ask));
  await keep('question', results);
});
