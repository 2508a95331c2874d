import type { Bilingual } from '../../../kit/module/fault.js';
import { written as writtenBy } from '../../../kit/workflow/written-text.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';

const recordLaw: Bilingual = { zh: '行政处罚法第四十七条', en: 'Administrative Penalty Law § 47' };

/** A rule that a text of a case's verb says something in at most `longest` characters; one that was not sent passes. */
export function written<Input>(
  name: Bilingual,
  longest: number,
  textOf: (input: Input) => string | null,
): Guard<Case, Input> {
  return writtenBy(name, longest, recordLaw, textOf);
}

/** A receipt's number, as every verb about money is sent one. */
export const receiptWritten = written<{ readonly receipt: string }>(
  { zh: '票据号', en: 'The number of the receipt' },
  50,
  ({ receipt }) => receipt,
);
