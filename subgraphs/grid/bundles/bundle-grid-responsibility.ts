import { v7 as uuid } from 'uuid';
import { countyRules } from '../../../kit/county/county-rules-of.js';
import { perform, type Target } from '../../../kit/data/perform.js';
import type { Condition, Policy } from '../../../kit/identity/policy.js';
import { requireStaffNumber } from '../../../kit/identity/staff-number.js';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { nameOfDay, numberOfDay } from '../../../kit/time/shanghai-day.js';
import { notRetired, withinTerritory } from '../conditions.js';
import { fieldInvalid } from '../field-invalid.js';
import { Grid } from '../grid.js';
import { gridSettings } from '../grid-settings.js';
import { bundleOn, ResponsibilityBundle } from './responsibility-bundle.js';

const mostCadres = 20;

const source = { zh: '落实网格工作责任捆绑机制(GR-11)', en: 'Responsibility for a grid is bundled (GR-11)' };

/** What counts in people's scores needs the county's word. */
const inProfile: Condition<Grid> = {
  reason: 'BUNDLING_NOT_PROVIDED',
  code: 'CONFLICT',
  sentence: {
    zh: '本县规则未实行网格工作责任捆绑。',
    en: 'The county’s profile does not provide for bundled responsibility.',
  },
  source,
  holds: async ({ townCode }, { session, clock }) =>
    (await countyRules(session, townCode, clock)).read(gridSettings.bundling),
};

/** GR-11: who may bundle people with a grid. */
export const bundleGridResponsibilityPolicy: Policy<Grid> = {
  verb: 'bundleGridResponsibility',
  entity: Grid,
  title: { zh: '实行网格责任捆绑', en: 'Bundle responsibility for a grid' },
  roles: ['grid_admin'],
  source,
  conditions: [withinTerritory, notRetired, inProfile],
};

/** GR-11: who may end that. */
export const endGridBundlePolicy: Policy<Grid> = {
  verb: 'endGridBundle',
  entity: Grid,
  title: { zh: '结束网格责任捆绑', en: 'End a grid’s bundle' },
  roles: ['grid_admin'],
  source,
  conditions: [
    withinTerritory,
    {
      reason: 'GRID_NOT_BUNDLED',
      code: 'CONFLICT',
      sentence: { zh: '该网格今日未实行责任捆绑。', en: 'Nobody is bundled with the grid today.' },
      source,
      holds: async ({ code }, context) => (await bundleOf(context, code)) !== undefined,
    },
  ],
};

/**
 * Bundles village cadres with a grid from today on, in place of those who were; who serves in the grid and in the village's
 * team is bundled besides. Faults: INVALID, reasons STAFF_NUMBER and FIELD_INVALID, for none, more than twenty, or one twice.
 */
export function bundleGridResponsibility(context: Context, target: Target, cadres: readonly string[]): Promise<Grid> {
  return perform(bundleGridResponsibilityPolicy, target, context, async (grid, inside) => {
    if (cadres.length === 0 || cadres.length > mostCadres || new Set(cadres).size < cadres.length) {
      throw fieldInvalid('cadres', `须为 1—${mostCadres} 人且不重复`, `need 1 to ${mostCadres} people, each once`);
    }
    for (const cadre of cadres) requireStaffNumber(cadre);
    await endToday(grid, inside);
    inside.session.manager.persist(
      Object.assign(new ResponsibilityBundle(), {
        id: uuid(),
        regionCode: grid.townCode,
        gridCode: grid.code,
        cadreNumbers: [...cadres].sort(),
        startsOn: dayOf(inside.clock.now()),
        endsOn: null,
      }),
    );
  });
}

/** Ends a grid's bundle with yesterday: what is scored from today on is no longer shared. */
export function endGridBundle(context: Context, target: Target): Promise<Grid> {
  return perform(endGridBundlePolicy, target, context, endToday);
}

/** The bundle of a grid that holds today. */
export async function bundleOf(
  { session, clock }: Context,
  gridCode: string,
): Promise<ResponsibilityBundle | undefined> {
  const bundles = await session.many(ResponsibilityBundle, 'gridCode', gridCode, ['startsOn']);
  return bundleOn(bundles, dayOf(clock.now()));
}

async function endToday({ code }: Grid, inside: Context): Promise<void> {
  const today = dayOf(inside.clock.now());
  const bundle = await bundleOf(inside, code);
  if (!bundle) return;
  if (bundle.startsOn === today) inside.session.manager.remove(bundle);
  else bundle.endsOn = nameOfDay(numberOfDay(today) - 1);
}
