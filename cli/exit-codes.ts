import type { FaultCode } from '../kit/module/fault.js';

/** What the command line ends with, for scripts; `yimen --help` and docs/docking.md say the same. */
export const exitCodes = {
  done: 0,
  /** A check, the registry or another's change said no. */
  refused: 1,
  /** What was typed, or a file of the caller's, is wrong. */
  wrongUse: 2,
  /** The portal or the issuer gave no answer, or nobody is logged in. */
  notReached: 3,
  /** A mistake of the command line's own. */
  defect: 4,
} as const;

/** What a Fault of the command line's own ends it with. */
export const exitCodeOf: Readonly<Record<FaultCode, number>> = {
  INVALID: exitCodes.wrongUse,
  UNAUTHENTICATED: exitCodes.notReached,
  UPSTREAM: exitCodes.notReached,
  TIMEOUT: exitCodes.notReached,
  LIMITED: exitCodes.notReached,
  FORBIDDEN: exitCodes.refused,
  NOT_FOUND: exitCodes.refused,
  CONFLICT: exitCodes.refused,
};

/** What an answer of the portal with this code ends it with: what is not about the login or the portal itself is a refusal. */
export function exitCodeOfAnswer(code: string): number {
  const away = ['UNAUTHENTICATED', 'UPSTREAM', 'TIMEOUT', 'LIMITED', 'INTERNAL'];
  return away.includes(code) ? exitCodes.notReached : exitCodes.refused;
}
