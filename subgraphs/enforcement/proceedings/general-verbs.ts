import type { Transition } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import type { ItemFacts, NamedOrganization } from '../cases/case-verbs.js';
import type { Penalty } from './proceeding.js';
import type {
  EvidenceKind,
  HearingOutcome,
  NoPenaltyGround,
  ReviewReason,
  ReviewResult,
} from './proceeding-vocabulary.js';

/** A power, as authority was asked about it before the transaction. */
export interface AskedPower {
  readonly item: ItemFacts;
  readonly subject: NamedOrganization;
}

/** A decision by the general procedure, with what other domains say. */
export interface GeneralDecision extends AskedPower {
  readonly reconsiderationBody: string;
  readonly penalties: readonly Penalty[];
  /** The sum of the fine among them; null where there is none. */
  readonly fine: string | null;
  readonly reasons: string;
  readonly tier: string;
  readonly lighter: string | null;
}

/** What an investigation proposes. */
export interface Findings {
  readonly facts: string;
  readonly penalties: readonly Penalty[];
  readonly reasons: string;
  readonly tier: string;
  readonly reviewReasons: readonly ReviewReason[];
}

type Nothing = Readonly<Record<never, never>>;

/** What each verb of the general procedure is sent. */
export interface GeneralVerbs {
  registerClue: AskedPower & { readonly evidence: readonly string[] };
  handOverClue: AskedPower & { readonly evidence: readonly string[] };
  acceptClue: Nothing;
  refuseClue: { readonly reason: string };
  fileCase: AskedPower & { readonly officers: readonly string[] };
  startInvestigation: Nothing;
  replaceOfficer: AskedPower & { readonly officer: string; readonly successor: string; readonly reason: string };
  addEvidence: { readonly kind: EvidenceKind; readonly name: string; readonly files: readonly string[] };
  suspendCase: { readonly reason: string };
  resumeCase: Nothing;
  closeInvestigation: Findings;
  submitForReview: Nothing;
  reviewLegality: { readonly result: ReviewResult; readonly opinion: string };
  notifyPenalty: { readonly legalBasis: string };
  recordStatement: { readonly words: string; readonly adopted: boolean; readonly reviewNote: string };
  recordWaiver: { readonly hearing: boolean; readonly writing: string };
  requestHearing: Nothing;
  scheduleHearing: { readonly at: Date; readonly host: string; readonly public: boolean };
  endHearing: { readonly outcome: HearingOutcome; readonly record: string };
  discussCollectively: { readonly participants: readonly string[]; readonly conclusion: string };
  reopenInvestigation: { readonly reason: string };
  decideCase: GeneralDecision;
  decideNoPenalty: { readonly ground: NoPenaltyGround; readonly reasons: string };
  urgePerformance: Nothing;
  applyToCourt: Nothing;
  confirmPerformance: { readonly report: string };
}

/** The transitions of some verbs of the general procedure. */
export type GeneralTransitions<Verb extends keyof GeneralVerbs> = {
  readonly [Name in Verb]: Transition<Case, GeneralVerbs[Name]>;
};
