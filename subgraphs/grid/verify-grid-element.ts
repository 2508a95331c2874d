import { perform, type Target } from '../../kit/data/perform.js';
import type { Condition, Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { GridElement } from './grid-element.js';
import { bySomebodyWhoServes } from './serves-grid.js';

/** What was taken off the registry stays off. */
export const stillRegistered: Condition<GridElement> = {
  reason: 'ELEMENT_REMOVED',
  code: 'CONFLICT',
  sentence: { zh: '该要素已注销。', en: 'The element was taken off the registry.' },
  source: { zh: '全要素网格(GR-05)', en: 'A grid of all elements (GR-05)' },
  holds: ({ removedAt }) => removedAt === null,
};

/** GR-05: who may confirm that an entry is still true. */
export const verifyGridElementPolicy: Policy<GridElement> = {
  verb: 'verifyGridElement',
  entity: GridElement,
  title: { zh: '核实网格要素', en: 'Verify an element' },
  roles: ['grid_officer', 'grid_admin'],
  source: { zh: '全要素网格(GR-05)', en: 'A grid of all elements (GR-05)' },
  conditions: [bySomebodyWhoServes((element: GridElement) => element), stillRegistered],
};

/** Notes that the entry was found true on the spot, when and by whom. */
export function verifyGridElement(context: Context, target: Target): Promise<GridElement> {
  return perform(verifyGridElementPolicy, target, context, (element, { clock, caller }) => {
    element.verifiedAt = clock.now();
    element.verifiedBy = caller.staffNumber;
  });
}
