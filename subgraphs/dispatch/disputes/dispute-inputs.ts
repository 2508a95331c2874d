import type { ReferralForum } from './dispute-vocabulary.js';

/** Why a mediation goes on elsewhere. */
export interface Failure {
  readonly forum: ReferralForum;
  readonly reason: string;
}

/** What each verb of a dispute is sent. */
export interface DisputeInputs {
  readonly openDispute: object;
  readonly assignMediator: { readonly staffNumber: string };
  readonly recuseMediator: { readonly reason: string };
  readonly holdMediation: { readonly record: string };
  readonly drawAgreement: { readonly text: string; readonly performBy: string };
  readonly signAgreement: { readonly party: number };
  readonly confirmAgreementPerformed: { readonly note: string };
  readonly failMediation: Failure;
  readonly reportBreach: Failure;
  readonly notePerformanceDue: object;
}
