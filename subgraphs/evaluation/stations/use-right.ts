import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { requireFineless } from '../draws-on-fines.js';
import { askStation, askStationed } from './ask-station.js';
import type { RightsAction } from './rights-action.js';
import { rightsWorkflow } from './rights-workflow.js';
import { type StationGrade, StationMatter, TownRight } from './station-vocabulary.js';

const mostPosts = 1000;

type OwnRight = 'assignStationedStaff' | 'gradeStationedStaff' | 'nominateStationedStaff';

const rights: Readonly<Record<OwnRight, { readonly townRight: TownRight; readonly matter: StationMatter }>> = {
  assignStationedStaff: { townRight: TownRight.COMMAND_COORDINATION, matter: StationMatter.ASSIGNMENT },
  gradeStationedStaff: { townRight: TownRight.APPRAISAL_MANAGEMENT, matter: StationMatter.GRADE },
  nominateStationedStaff: { townRight: TownRight.RECOMMEND_NOMINATE, matter: StationMatter.NOMINATION },
};

/** Somebody at an agency, and what a town wants of, says of or wishes for them. */
export interface RightUse {
  readonly agency: string;
  readonly staffNumber: string;
  readonly content: string;
  readonly grade?: StationGrade;
  readonly period?: string;
}

/** What a department wants to change at an agency: somebody’s post, or the number of posts. */
export interface StationChange {
  readonly agency: string;
  readonly matter: StationMatter;
  readonly staffNumber: string | null;
  readonly headcount: number | null;
  readonly content: string;
}

/**
 * A town uses one of its own rights over somebody stationed with it. Faults: NOT_FOUND; INVALID, reasons TEXT_LENGTH,
 * PERIOD_UNFIT and FINES_IN_APPRAISAL; CONFLICT, reasons NOT_AN_AGENCY, STAFF_NOT_STATIONED and GRADE_FINAL.
 */
export async function useRight(context: Context, verb: OwnRight, use: RightUse): Promise<RightsAction> {
  requireRole(policyOf(rightsWorkflow, verb), context);
  const { agency, staffNumber, content, grade = null, period = null } = use;
  requireWritten({ zh: '内容', en: 'The content' }, content, 1000);
  if (verb === 'gradeStationedStaff') requireFineless(content);
  if (period !== null && !/^\d{4}(-Q[1-4])?$/.test(period)) throw unfitPeriod(period);
  const station = await askStation(context, agency);
  await askStationed(context, staffNumber, station);
  const action = {
    id: uuid(),
    ...station,
    ...rights[verb],
    partyCodes: [station.townCode, station.departmentCode],
    staffNumber,
    headcount: null,
    grade,
    period,
    content: content.trim(),
    answer: null,
  };
  return begin(rightsWorkflow, verb, action, context, {});
}

/**
 * A department proposes what the town may veto. Faults: NOT_FOUND; INVALID, reasons TEXT_LENGTH and CHANGE_UNFIT; CONFLICT,
 * reasons NOT_AN_AGENCY and STAFF_NOT_STATIONED.
 */
export async function proposeStationChange(context: Context, change: StationChange): Promise<RightsAction> {
  requireRole(policyOf(rightsWorkflow, 'proposeStationChange'), context);
  const { agency, matter, staffNumber, headcount, content } = change;
  requireWritten({ zh: '内容', en: 'The content' }, content, 1000);
  checkChange(change);
  const station = await askStation(context, agency);
  if (staffNumber !== null) await askStationed(context, staffNumber, station);
  const action = {
    id: uuid(),
    ...station,
    townRight: TownRight.REVERSE_VETO,
    matter,
    partyCodes: [station.townCode, station.departmentCode],
    staffNumber,
    headcount,
    grade: null,
    period: null,
    content: content.trim(),
    answer: null,
  };
  return begin(rightsWorkflow, 'proposeStationChange', action, context, {});
}

function checkChange({ matter, staffNumber, headcount }: StationChange): void {
  const ofStaff = [StationMatter.APPOINTMENT, StationMatter.TRANSFER].includes(matter);
  const isOfStaff = ofStaff && staffNumber !== null && headcount === null;
  const isOfPosts =
    matter === StationMatter.HEADCOUNT &&
    staffNumber === null &&
    headcount !== null &&
    headcount >= 0 &&
    headcount <= mostPosts;
  if (isOfStaff || isOfPosts) return;
  throw new Fault(
    'INVALID',
    {
      zh: `部门可提出任免、调离(指明人员)或核减编制(指明 0—${mostPosts} 的编制数);收到 ${matter}。`,
      en: `A department proposes an appointment or transfer of somebody, or a headcount of 0 to ${mostPosts}; got ${matter}.`,
    },
    { reason: 'CHANGE_UNFIT', details: { matter } },
  );
}

function unfitPeriod(period: string): Fault {
  const shown = period.slice(0, 20);
  return new Fault(
    'INVALID',
    { zh: `考核期「${shown}」须为 2026 或 2026-Q3 的形式。`, en: `The period "${shown}" must be as 2026 or 2026-Q3.` },
    { reason: 'PERIOD_UNFIT', details: { period: shown } },
  );
}
