import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import type { LawfulPower } from '../cases/lawful-subject.js';

type Nothing = Readonly<Record<never, never>>;

/** What the receiver of a case is asked before it takes the case on. */
export interface Taking {
  /** The caller's organisations, and those above them. */
  readonly superiors: readonly string[];
  readonly power: LawfulPower;
  readonly officers: readonly string[];
}

/** What each verb of a transfer is sent. */
export interface TransferInputs {
  readonly proposeTransfer: Nothing;
  readonly disputeJurisdiction: Nothing;
  readonly orderTransfer: Nothing;
  readonly decideTransfer: { readonly approve: boolean; readonly reason: string };
  readonly sendTransfer: { readonly materials: readonly string[] };
  readonly receiveTransfer: Taking;
  readonly fileWithPolice: { readonly number: string };
  readonly returnTransfer: { readonly reason: string };
  readonly refuseByPolice: { readonly reason: string };
  readonly handOverItems: { readonly files: readonly string[] };
  readonly designateJurisdiction: { readonly organization: string; readonly reason: string };
  readonly findTransferOverdue: DeadlinePassed;
}
