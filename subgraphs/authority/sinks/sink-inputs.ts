import type { Transition } from '../../../kit/workflow/workflow.js';
import type { DutySinkRequest } from './duty-sink-request.js';
import type { ResourceSupport } from './resource-support.js';
import type { ConsentDecision } from './sink-vocabulary.js';

/** What a town answers. */
export interface TownAnswer {
  readonly decision: ConsentDecision;
  readonly words: string | null;
}

/** Towns that a verb is about. */
export interface NamedTowns {
  readonly towns: readonly string[];
}

/** What a request says anew when it is amended. */
export interface Amendment {
  readonly content: string;
  readonly supports: readonly ResourceSupport[];
}

/** What each verb of a request is sent. */
export interface SinkInputs {
  readonly requestDutySink: object;
  readonly submitDutySink: object;
  readonly decideTownConsent: TownAnswer;
  readonly endTownConsultation: object;
  readonly acceptTownConditions: NamedTowns;
  readonly leaveTownsOut: NamedTowns;
  readonly amendDutySink: Amendment;
  readonly abandonDutySink: { readonly reason: string };
  readonly reviewDutySinkLegality: { readonly lawful: boolean; readonly opinion: string };
  readonly approveDutySink: { readonly decision: string };
  readonly rejectDutySink: { readonly decision: string };
  readonly deliverSupport: { readonly support: number };
  readonly bringDutySinkIntoForce: object;
  readonly terminateDutySink: { readonly reason: string };
  readonly expireDutySink: object;
}

/** The transitions of some verbs. */
export type SinkTransitions<Verb extends keyof SinkInputs> = {
  readonly [Name in Verb]: Transition<DutySinkRequest, SinkInputs[Name]>;
};
