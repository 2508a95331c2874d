import type { CheckedItem } from './inspection-task.js';
import type { InspectionResult } from './inspection-vocabulary.js';

/** What an inspection found. */
export interface InspectionFindings {
  readonly result: InspectionResult;
  readonly checklist: readonly CheckedItem[];
  readonly files: readonly string[];
  readonly rectifyBy: string | null;
}

/** What each verb of an inspection is sent. */
export interface InspectionInputs {
  readonly drawVisit: object;
  readonly planVisit: object;
  readonly mergeInspection: { readonly intoId: string };
  readonly scheduleInspection: { readonly visitOn: string };
  readonly beginInspection: { readonly visitCode: string };
  readonly submitInspection: InspectionFindings;
  readonly publishInspection: object;
  readonly confirmRectified: { readonly note: string };
}
