import type { Case } from '../cases/case.js';

/** A transfer of a case before anything was done to it, but for its kind, its reason and its id. */
export function unbegunTransfer(
  { id, caseNo, state, regionCode }: Case,
  { from, to }: { readonly from: string; readonly to: string },
) {
  return {
    regionCode,
    caseId: id,
    caseNo,
    caseState: state,
    fromCode: from,
    toCode: to,
    partyCodes: [from, to],
    answer: null,
    materialDigests: [],
    receiverCaseNo: null,
    findings: [],
  };
}
