import { readFileSync } from 'node:fs';
import path from 'node:path';
import { peersFolder } from '../peers-folder.js';

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
}

interface ProductRow {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
}

interface ReviewRow {
  readonly id: string;
  readonly body: string;
  readonly upc: string;
}

interface Rows {
  readonly users: readonly UserRow[];
  readonly products: readonly ProductRow[];
  readonly reviews: readonly ReviewRow[];
  readonly inStock: Readonly<Record<string, boolean>>;
}

function readRows(): Rows {
  const folder = peersFolder();
  if (folder === null) throw new Error('The rows of S1 stand with the peers: set SHARED or BENCH_PEERS.');
  return JSON.parse(readFileSync(path.join(folder, 'subgraphs/data.json'), 'utf8')) as Rows;
}

/** The rows of S1, which stand with the peers. */
export const rows = readRows();
