import { Fault } from '../../kit/module/fault.js';

/** The Fault for one field of what was sent that breaks its rule: INVALID, reason FIELD_INVALID, the field in the details. */
export function fieldInvalid(field: string, zh: string, en: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `「${field}」${zh}。`, en: `"${field}" ${en}.` },
    { reason: 'FIELD_INVALID', details: { field } },
  );
}
