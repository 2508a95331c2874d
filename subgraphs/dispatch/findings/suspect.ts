import { v7 as uuid } from 'uuid';
import { nextNumber } from '../../../kit/numbering/next-number.js';
import type { Context } from '../../../kit/module/context.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { DetectionMethod, type FailureKind } from './finding-vocabulary.js';
import { findingWorkflow } from './finding-workflow.js';

/** What a rule has found. */
export interface Suspicion {
  readonly kind: FailureKind;
  readonly subjectCode: string;
  readonly regionCode: string;
  readonly dutyCode: string | null;
  readonly callId?: string | null;
  readonly eventId?: string | null;
  readonly detail: string;
  /** What it is found in: the same failure is found in it once. */
  readonly occasion: string;
}

/** Writes down what a rule has found, inside the transaction that shows it; the same failure on the same occasion once. */
export async function suspect(inside: Context, suspicion: Suspicion): Promise<void> {
  const { kind, occasion, subjectCode, regionCode, dutyCode, callId = null, eventId = null, detail } = suspicion;
  // A number of its own series: two that find the same at once wait for each other, and the second is told.
  if ((await nextNumber(inside, `finding ${kind} ${occasion}`)) > 1) return;
  const row = {
    id: uuid(),
    kind,
    subjectCode,
    regionCode,
    dutyCode,
    callId,
    eventId,
    detectedBy: DetectionMethod.RULE,
    detail,
    foundAt: inside.clock.now(),
    answer: null,
    conclusion: null,
  };
  await beginInside(findingWorkflow, 'suspectFinding', row, inside, {});
}
