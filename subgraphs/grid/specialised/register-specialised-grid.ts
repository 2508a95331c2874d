import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { Grid } from '../grid.js';
import { requireCountyOffice } from '../require-county-office.js';
import { requireLine } from '../require-line.js';
import type { SpecialisedGrid } from './specialised-grid.js';
import { specialisedWorkflow } from './specialised-workflow.js';

/** Which grid a department has, or wants, on whose ground. */
export interface SpecialisedGridRequest {
  readonly grid: string;
  readonly line: string;
  readonly name: string;
  readonly overlay: boolean;
}

/**
 * Registers a grid of the caller's department on the ground of a basic grid: one that stands by itself, or an overlay.
 * Faults: NOT_FOUND for the grid; FORBIDDEN, reason NOT_OWN_DEPARTMENT, without a department; INVALID, reasons TEXT_LENGTH
 * and LINE_UNKNOWN; those of the workflow's table.
 */
export async function registerSpecialisedGrid(
  context: Context,
  { grid: code, line, name, overlay }: SpecialisedGridRequest,
): Promise<SpecialisedGrid> {
  requireRole(policyOf(specialisedWorkflow, 'registerSpecialisedGrid'), context);
  const grid = await context.session.one(Grid, 'code', code);
  if (grid === null) throw notFound(Grid, code);
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  await requireLine(context, grid.townCode, line);
  const registered = {
    id: uuid(),
    code: '',
    regionCode: grid.townCode,
    gridCode: grid.code,
    departmentCode: requireCountyOffice(context),
    line,
    name: name.trim(),
    mergedOn: null,
    endReason: null,
  };
  return begin(specialisedWorkflow, 'registerSpecialisedGrid', registered, context, { grid, overlay });
}
