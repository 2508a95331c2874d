import { type Bilingual, Fault } from '../module/fault.js';
import type { Guard, Instance } from './workflow.js';

/** Whether a text says something, in at most `longest` characters that can be stored. */
export function isWritten(text: string, longest: number): boolean {
  const storable = text.isWellFormed() && !text.includes('\0');
  return storable && text.trim() !== '' && [...text].length <= longest;
}

/** Refuses a text that `isWritten` does not accept. Fault INVALID, reason TEXT_LENGTH. */
export function requireWritten(name: Bilingual, text: string, longest: number): void {
  if (!isWritten(text, longest)) throw new Fault('INVALID', sentence(name, longest), { reason: 'TEXT_LENGTH' });
}

/** A rule that a text of a verb says something in at most `longest` characters; one that was not sent passes. */
export function written<Row extends Instance, Input>(
  name: Bilingual,
  longest: number,
  source: Bilingual,
  textOf: (input: Input) => string | null,
): Guard<Row, Input> {
  return {
    reason: 'TEXT_LENGTH',
    code: 'INVALID',
    sentence: () => sentence(name, longest),
    source,
    holds: (_row, { input }) => {
      const text = textOf(input);
      return text === null || isWritten(text, longest);
    },
  };
}

function sentence({ zh, en }: Bilingual, longest: number): Bilingual {
  return {
    zh: `「${zh}」须为 1—${longest} 字,且不含无法保存的字符。`,
    en: `${en} must have 1 to ${longest} characters that can be stored.`,
  };
}
