import type { PassingVerbs } from '../transfers/passing-verbs.js';
import type { PenaltyKind } from './penalty-kind.js';
import type { GeneralVerbs } from '../proceedings/general-verbs.js';
import type { CollectionReason } from './performance.js';
import type { ReliefKind } from './relief.js';
import type { ServiceMethod } from './service-method.js';

/** A power item as authority knows it, with what a decision says of it. */
export interface ItemFacts {
  readonly code: string;
  readonly name: string;
  readonly domain: string;
  readonly legalBasis: string;
}

/** An organisation as authority names it. */
export interface NamedOrganization {
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
}

/** What each verb of a case is sent, and what was asked of other domains before its transaction. */
export interface CaseVerbs extends GeneralVerbs, PassingVerbs {
  openSimpleCase: {
    readonly item: ItemFacts;
    readonly subject: NamedOrganization;
    /** Ids of uploaded files. */
    readonly evidence: readonly string[];
  };
  decideOnTheSpot: {
    readonly item: ItemFacts;
    readonly subject: NamedOrganization;
    readonly reconsiderationBody: string;
    readonly penalties: readonly PenaltyKind[];
    /** Yuan. */
    readonly fine: string | null;
    readonly reasons: string;
    readonly lighter: string | null;
    readonly statement: string | null;
  };
  serveDecision: {
    readonly refused: boolean;
    readonly witness: string | null;
    readonly method: ServiceMethod;
    /** Of electronic service the party's consent, of a public notice its day. */
    readonly consent: string | null;
    readonly noticedOn: string | null;
  };
  recordWithAgency: Readonly<Record<never, never>>;
  payFine: { readonly receipt: string; readonly paidOn: string; readonly amount: string };
  collectOnTheSpot: {
    readonly reason: CollectionReason;
    readonly explanation: string | null;
    readonly receipt: string;
  };
  handInCollectedFine: { readonly receipt: string };
  noteRelief: { readonly kind: ReliefKind; readonly day: string };
  endRelief: { readonly day: string };
  closeCase: Readonly<Record<never, never>>;
  withdrawCase: { readonly reason: string };
}
