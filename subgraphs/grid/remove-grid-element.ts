import { perform, type Target } from '../../kit/data/perform.js';
import type { Policy } from '../../kit/identity/policy.js';
import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import { ElementKind, GridElement } from './grid-element.js';
import { bySomebodyWhoServes } from './serves-grid.js';
import { stillRegistered } from './verify-grid-element.js';

/** GR-05: who may take an entry off a grid's registry. */
export const removeGridElementPolicy: Policy<GridElement> = {
  verb: 'removeGridElement',
  entity: GridElement,
  title: { zh: '注销网格要素', en: 'Take an element off the registry' },
  roles: ['grid_officer', 'grid_admin'],
  source: { zh: '全要素网格(GR-05)', en: 'A grid of all elements (GR-05)' },
  conditions: [bySomebodyWhoServes((element: GridElement) => element), stillRegistered],
};

const longestReason = 500;

/**
 * Takes an entry off the registry. What it says of a person is erased, because its purpose is fulfilled (Personal
 * Information Protection Law, article 47). Fault INVALID, reason REMOVAL_REASON, without a reason in words.
 */
export function removeGridElement(context: Context, target: Target, reason: string): Promise<GridElement> {
  return perform(removeGridElementPolicy, target, context, (element, { clock }) => {
    const words = reason.trim();
    if (words === '' || words.length > longestReason) {
      throw new Fault(
        'INVALID',
        {
          zh: `注销理由须为 1—${longestReason} 字,收到 ${words.length} 字。`,
          en: `Taking an element off needs a reason of 1 to ${longestReason} characters; got ${words.length}.`,
        },
        { reason: 'REMOVAL_REASON', details: { length: words.length } },
      );
    }
    element.removedAt = clock.now();
    element.removalReason = words;
    if (element.kind === ElementKind.PERSON) erasePerson(element);
  });
}

function erasePerson(element: GridElement): void {
  Object.assign(element, {
    name: '',
    identifier: '',
    address: null,
    longitude: null,
    latitude: null,
    phoneNumber: null,
    careCategories: [],
  });
}
