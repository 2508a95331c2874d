import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { notRetired, withinTerritory } from './conditions.js';
import { Grid } from './grid.js';
import { sizingOf } from './sizing.js';

/** GR-02: who may accept that a grid is larger or smaller than the standard. */
export const waiveGridSizingPolicy: Policy<Grid> = {
  verb: 'waiveGridSizing',
  entity: Grid,
  title: { zh: '豁免网格规模', en: 'Waive the size of a grid' },
  roles: ['grid_admin'],
  source: { zh: '网格规模标准(GR-02)', en: 'Size of a grid (GR-02)' },
  conditions: [
    withinTerritory,
    notRetired,
    {
      reason: 'SIZE_WITHIN_STANDARD',
      code: 'CONFLICT',
      sentence: {
        zh: '该网格规模符合标准,无需豁免。',
        en: 'The grid is within the standard; nothing is to be waived.',
      },
      source: {
        zh: '每格 200—300 户(企)、600—900 人(GR-02)',
        en: '200 to 300 households and enterprises, 600 to 900 people (GR-02)',
      },
      holds: (grid) => !sizingOf(grid).withinStandard,
    },
  ],
};

/** Stores why a grid may keep its size. Fault INVALID, reason WAIVER_BLANK, without a reason in words. */
export function waiveGridSizing(context: Context, target: Target, reason: string): Promise<Grid> {
  return perform(waiveGridSizingPolicy, target, context, (grid) => {
    const words = reason.trim();
    if (words === '' || words.length > 500) {
      throw new Fault(
        'INVALID',
        {
          zh: `豁免理由须为 1—500 字,收到 ${words.length} 字。`,
          en: `A waiver needs 1 to 500 characters; got ${words.length}.`,
        },
        { reason: 'WAIVER_BLANK', details: { length: words.length } },
      );
    }
    grid.sizeWaiver = words;
  });
}
