import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { SchemeKind } from '../appraisal-scheme.js';
import { requirePeriod } from '../require-period.js';
import { SchemeDimension } from '../scheme-dimension.js';
import { requireScheme } from '../scheme-in-force.js';
import { askTownGrids, askTownRoom } from './ask-town-grids.js';
import type { GridRanking } from './grid-ranking.js';
import { rankingWorkflow } from './ranking-workflow.js';
import { scoreGrids } from './score-grids.js';

/** Which town's grids are ranked over which days. */
export interface RankingWish {
  readonly town: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * Scores the third-level grids of a town by the county's scheme that is in force when the period ends. Faults: NOT_FOUND for
 * the town; INVALID, reasons TEXT_LENGTH, DATES_REVERSED and PERIOD_BOUNDS; CONFLICT, reasons TOWN_WITHOUT_ROOM and SCHEME_MISSING; those of
 * the table.
 */
export async function rankGrids(context: Context, wish: RankingWish): Promise<GridRanking> {
  requireRole(policyOf(rankingWorkflow, 'rankGrids'), context);
  const { town, name, startsOn, endsOn } = wish;
  requireWritten({ zh: '名称', en: 'The name' }, name, 100);
  requirePeriod(wish);
  const roomCode = await askTownRoom(context, town);
  const scheme = await requireScheme(town, SchemeKind.GRID, endsOn, context);
  const dimensions = await context.session.many(SchemeDimension, 'schemeCode', scheme.code, ['code']);
  const rules = await countyRules(context.session, town, context.clock);
  const grids = context.caller.organizations.includes(roomCode) ? await askTownGrids(context, town) : [];
  const ranking = {
    id: uuid(),
    regionCode: town,
    roomCode,
    name: name.trim(),
    schemeCode: scheme.code,
    startsOn,
    endsOn,
    standings: await scoreGrids(wish, grids, dimensions, rules, context),
  };
  return begin(rankingWorkflow, 'rankGrids', ranking, context, {});
}
