import type { Transition } from '../../../kit/workflow/workflow.js';
import type { DimensionScore } from './card-scores.js';
import type { Scorecard } from './scorecard.js';

/** A rating as it is sent: 0 to 100. */
export interface GivenRating {
  readonly score: string;
}

/** What an appeal comes to; an upheld one says which dimension has which score. */
export interface AppealDecision {
  readonly decision: string;
  readonly dimension: string | null;
  readonly score: string | null;
}

/** What each verb of a scorecard is sent. */
export interface CardInputs {
  readonly openScorecard: object;
  readonly rateModuleMember: GivenRating;
  readonly rateColleague: GivenRating;
  readonly scoreCard: { readonly scores: readonly DimensionScore[] };
  readonly publiciseCard: object;
  readonly appealScore: { readonly reason: string };
  readonly decideScoreAppeal: AppealDecision;
  readonly finaliseCard: object;
}

/** The transitions of some verbs. */
export type CardTransitions<Verb extends keyof CardInputs> = {
  readonly [Name in Verb]: Transition<Scorecard, CardInputs[Name]>;
};
