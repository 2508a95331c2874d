import type { PartyKind } from '../cases/case-party.js';

const limits: Readonly<Record<PartyKind, bigint>> = { PERSON: 200_00n, FIRM: 3000_00n };

/** The most, in fen, that the simple procedure may fine: 200 yuan a person, 3,000 a firm (Administrative Penalty Law § 51). */
export function simpleFineLimit(kind: `${PartyKind}`): bigint {
  return limits[kind];
}
