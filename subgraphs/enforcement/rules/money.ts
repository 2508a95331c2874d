/** A sum in yuan as whole fen, exact; null for one that is negative, splits a fen, or has more than ten digits before the point. */
export function fenOf(yuan: string): bigint | null {
  const [, whole, part = ''] = /^(\d{1,10})(?:\.(\d{1,2})0*)?$/.exec(yuan) ?? [];
  return whole === undefined ? null : BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
}

/** Whole fen as a sum in yuan with two decimals. */
export function yuanOf(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
}
