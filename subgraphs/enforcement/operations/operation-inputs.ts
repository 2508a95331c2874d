/** What each verb of an operation is sent. */
export interface OperationInputs {
  readonly planOperation: object;
  readonly approveOperation: { readonly reason: string };
  readonly cancelOperation: { readonly reason: string };
  readonly startOperation: object;
  readonly addOperationCase: { readonly caseId: string; readonly caseNo: string; readonly organizationCode: string };
  readonly finishOperation: { readonly summary: string };
}
