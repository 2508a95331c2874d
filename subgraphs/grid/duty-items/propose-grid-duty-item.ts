import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { checkTexts } from '../check-texts.js';
import { requireCountyOffice } from '../require-county-office.js';
import { requireLine } from '../require-line.js';
import type { GridDutyItemInput } from './duty-item-input.js';
import { dutyItemWorkflow } from './duty-item-workflow.js';
import type { GridDutyItem } from './grid-duty-item.js';

/**
 * Proposes, for the caller's department, what the county's grids shall be sent for. Faults: FORBIDDEN, reason
 * NOT_OWN_DEPARTMENT, without a department; INVALID, reasons TEXT_LENGTH, FIELD_INVALID and LINE_UNKNOWN.
 */
export async function proposeGridDutyItem(context: Context, input: GridDutyItemInput): Promise<GridDutyItem> {
  requireRole(policyOf(dutyItemWorkflow, 'proposeGridDutyItem'), context);
  const departmentCode = requireCountyOffice(context);
  const regionCode = departmentCode.slice(0, 6);
  requireWritten({ zh: '名称', en: 'The name' }, input.name, 100);
  requireWritten({ zh: '依据', en: 'The basis' }, input.basis, 500);
  checkTexts('checklist', input.checklist);
  await requireLine(context, regionCode, input.line);
  const item = {
    id: uuid(),
    number: '',
    regionCode,
    departmentCode,
    line: input.line,
    name: input.name.trim(),
    basis: input.basis.trim(),
    frequency: input.frequency,
    checklist: input.checklist,
    skillNeeded: input.skillNeeded,
    opinion: null,
    admittedOn: null,
  };
  return begin(dutyItemWorkflow, 'proposeGridDutyItem', item, context, {});
}
