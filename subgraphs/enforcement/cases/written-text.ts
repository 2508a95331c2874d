import type { Bilingual } from '../../../kit/module/fault.js';
import { written as writtenBy } from '../../../kit/workflow/written-text.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { simpleProcedureLaw } from './case-conditions.js';

/** A rule that a text of a case's verb says something in at most `longest` characters; one that was not sent passes. */
export function written<Input>(
  name: Bilingual,
  longest: number,
  textOf: (input: Input) => string | null,
): Guard<Case, Input> {
  return writtenBy(name, longest, simpleProcedureLaw, textOf);
}

/** A receipt's number, as every verb about money is sent one. */
export const receiptWritten = written<{ readonly receipt: string }>(
  { zh: '票据号', en: 'The number of the receipt' },
  50,
  ({ receipt }) => receipt,
);
