import type { DisputeCase } from './dispute-case.js';
import type { Failure } from './dispute-inputs.js';

const forums = {
  COURT: '向人民法院提起诉讼',
  ARBITRATION: '向仲裁机构申请仲裁',
  ADMINISTRATIVE: '向有权的行政机关申请处理',
} as const;

/** The document that tells parties where they may go when mediation did not settle their dispute. */
export function referralText(
  { disputeNo, subject, parties, sessions, referralNo }: DisputeCase,
  { forum, reason }: Failure,
  day: string,
): string {
  // Names are personal and stay in the case; who hands the document over fills them in.
  const names = parties.map(({ number }) => `当事人${number}`).join('、');
  return [
    `调解终止告知书(${referralNo ?? ''})`,
    `${names}:`,
    `你们因“${subject}”申请调解(${disputeNo}),经调解 ${sessions.length} 次未能解决:${reason.trim()}。`,
    `依照《中华人民共和国人民调解法》第二十六条,现终止调解。你们可以依法${forums[forum]},维护自己的权利。`,
    day,
  ].join('\n');
}
