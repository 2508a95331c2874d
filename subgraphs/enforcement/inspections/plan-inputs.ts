/** What each verb of a plan is sent. */
export interface PlanInputs {
  readonly draftInspectionPlan: object;
  readonly submitInspectionPlan: object;
  readonly agreeToInspectionPlan: object;
  readonly publishInspectionPlan: object;
  readonly drawInspections: { readonly seed: string };
  readonly finishInspectionPlan: object;
}
