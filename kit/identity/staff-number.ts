import { Fault } from '../module/fault.js';

/** A staff number: the county's two letters and six digits. */
export const staffNumberPattern = /^[A-Z]{2}\d{6}$/;

/** Refuses what cannot be a staff number, before it is stored. Fault INVALID, reason STAFF_NUMBER. */
export function requireStaffNumber(text: string): void {
  if (staffNumberPattern.test(text)) return;
  const shown = text.slice(0, 50);
  throw new Fault(
    'INVALID',
    {
      zh: `工号「${shown}」须为两个大写字母加六位数字。`,
      en: `Staff number "${shown}" must be two capitals and six digits.`,
    },
    { reason: 'STAFF_NUMBER' },
  );
}
