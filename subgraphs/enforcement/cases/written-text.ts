import type { Bilingual } from '../../../kit/module/fault.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import type { Case } from './case.js';
import { simpleProcedureLaw } from './case-conditions.js';

/** Whether a text says something, in at most `longest` characters that can be stored. */
export function isWritten(text: string, longest: number): boolean {
  const storable = text.isWellFormed() && !text.includes('\0');
  return storable && text.trim() !== '' && [...text].length <= longest;
}

/** A rule that a text of a verb says something in at most `longest` characters; one that was not sent passes. */
export function written<Input>(
  name: Bilingual,
  longest: number,
  textOf: (input: Input) => string | null,
): Guard<Case, Input> {
  return {
    reason: 'TEXT_LENGTH',
    code: 'INVALID',
    sentence: () => ({
      zh: `「${name.zh}」须为 1—${longest} 字,且不含无法保存的字符。`,
      en: `${name.en} must have 1 to ${longest} characters that can be stored.`,
    }),
    source: simpleProcedureLaw,
    holds: (_row, { input }) => {
      const text = textOf(input);
      return text === null || isWritten(text, longest);
    },
  };
}

/** A receipt's number, as every verb about money is sent one. */
export const receiptWritten = written<{ readonly receipt: string }>(
  { zh: '票据号', en: 'The number of the receipt' },
  50,
  ({ receipt }) => receipt,
);
