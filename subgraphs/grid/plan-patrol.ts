import { v7 as uuid } from 'uuid';
import { notFound } from '../../kit/data/perform.js';
import { requireRole } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { begin } from '../../kit/workflow/move.js';
import { policyOf } from '../../kit/workflow/policies-of.js';
import { checkTexts } from './check-texts.js';
import { fieldInvalid } from './field-invalid.js';
import { Grid } from './grid.js';
import type { PatrolNodeInput, PatrolPlanInput } from './patrol-input.js';
import type { PatrolNode } from './patrol-node.js';
import type { PatrolTask } from './patrol-task.js';
import { patrolWorkflow } from './patrol-workflow.js';

/**
 * Plans a patrol for one person. Faults: NOT_FOUND for a grid that is none; INVALID, reason FIELD_INVALID, with the
 * field in the details; and those of the workflow's table.
 */
export async function planPatrol(context: Context, plan: PatrolPlanInput): Promise<PatrolTask> {
  requireRole(policyOf(patrolWorkflow, 'planPatrol'), context);
  const grid = await context.session.one(Grid, 'code', plan.grid);
  if (grid === null) throw notFound(Grid, plan.grid);
  checkTexts('checklist', plan.checklist);
  checkTexts(
    'nodes',
    plan.nodes.map(({ name }) => name),
  );
  const planned = {
    id: uuid(),
    number: '',
    regionCode: grid.townCode,
    gridCode: grid.code,
    assigneeNumber: plan.assignee,
    dutyItemNumber: null,
    plannedFor: plan.plannedFor,
    checklist: plan.checklist,
    nodes: plan.nodes.map(nodeOf),
    checkIns: [],
    track: [],
    answers: [],
    issuedAt: null,
    startedAt: null,
    finishedAt: null,
    late: false,
    cancelReason: null,
  };
  return begin(patrolWorkflow, 'planPatrol', planned, context, { grid });
}

function nodeOf(input: PatrolNodeInput, index: number): PatrolNode {
  const { name, longitude = null, latitude = null, radiusMetres, dueAt = null, required } = input;
  if ((longitude === null) !== (latitude === null)) {
    throw fieldInvalid('nodes', '经度、纬度须同时给出', 'need both longitude and latitude');
  }
  if (longitude === null && dueAt === null) throw fieldInvalid('nodes', '须给出地点或时间', 'need a place or a time');
  if (radiusMetres < 10 || radiusMetres > 1000) {
    throw fieldInvalid('nodes', '半径须为 10—1000 米', 'need a radius of 10 to 1,000 m');
  }
  return {
    sequence: index + 1,
    name,
    longitude,
    latitude,
    radiusMetres,
    dueAt: dueAt?.toISOString() ?? null,
    required,
  };
}
