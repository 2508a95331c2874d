import type { DeadlinePassed } from '../../../kit/workflow/timers-of.js';
import type { Transition } from '../../../kit/workflow/workflow.js';
import type { Dispatching } from '../event-inputs.js';
import type { CallMeasure } from './call-measure.js';
import type { RejectionGround } from './call-vocabulary.js';
import type { TownCall } from './town-call.js';

/** How a department means to settle a call: measures, and perhaps a team for it (DI-15). */
export interface CallPlan {
  readonly measures: readonly CallMeasure[];
  readonly team: { readonly name: string; readonly leaderNumber: string } | null;
}

/** Why the county does not take a call on, with what its ground rests on as other domains know it. */
export interface Rejection {
  readonly ground: RejectionGround;
  readonly reason: string;
  /** The power item that the town is said to hold. */
  readonly item: string | null;
  readonly heldByTown: boolean;
  /** Number of the call that it is said to repeat. */
  readonly duplicateOf: string | null;
  readonly repeatsOwnCall: boolean;
}

/** What a side of a call gives. */
export interface GivenRating {
  /** 1 to 5. */
  readonly satisfaction: number;
  readonly comment: string | null;
}

type Nothing = Readonly<Record<never, never>>;

/** What each verb of a call is sent. */
export interface CallInputs {
  readonly draftCall: { readonly files: readonly string[] };
  readonly raiseCall: { readonly ownEfforts: string | null; readonly reason: string | null; readonly simple: boolean };
  readonly takeCall: Nothing;
  readonly acceptCall: Dispatching;
  readonly rejectCall: Rejection;
  readonly respondToCall: CallPlan;
  readonly startCallHandling: Nothing;
  readonly finishMeasure: { readonly measure: number; readonly result: string };
  readonly extendCall: { readonly days: number; readonly reason: string };
  readonly resolveCall: { readonly result: string; readonly files: readonly string[] };
  readonly rateCall: GivenRating;
  readonly endRatings: DeadlinePassed;
  readonly closeCall: Nothing;
  readonly noteCallWaiting: DeadlinePassed;
  readonly noteNoResponse: DeadlinePassed;
  readonly noteInaction: DeadlinePassed;
}

/** Some rows of the table. */
export type CallTransitions<Verb extends keyof CallInputs> = {
  readonly [Each in Verb]: Transition<TownCall, CallInputs[Each]>;
};
