import { createHash } from 'node:crypto';

/**
 * The root of the Merkle tree of RFC 6962 § 2.1 over these leaves in their order, with SM3 (GB/T 32905) as its hash, in
 * hexadecimal. A leaf can be shown to belong to a root without showing the others, and none can be taken for a node.
 */
export function merkleRoot(leaves: readonly Buffer[]): string {
  return treeHash(leaves, 0, leaves.length).toString('hex');
}

function treeHash(leaves: readonly Buffer[], from: number, until: number): Buffer {
  const [leaf] = leaves.slice(from, from + 1);
  if (from === until || !leaf) return createHash('sm3').digest();
  if (until - from === 1) return createHash('sm3').update('\0').update(leaf).digest();
  const middle = from + largestPowerBelow(until - from);
  return createHash('sm3')
    .update('\u0001')
    .update(treeHash(leaves, from, middle))
    .update(treeHash(leaves, middle, until))
    .digest();
}

function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
