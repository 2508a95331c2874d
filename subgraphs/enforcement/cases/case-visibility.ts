import { party, type Visibility } from '../../../kit/data/visibility.js';

const inTerritory = party({ region: 'regionCode', organizations: 'partyCodes' });

/** Cases of the caller's territory, that name one of the caller's organisations, and those whose officers the caller is one of. */
export const caseVisibility: Visibility = {
  kind: 'party',
  condition: (caller) => {
    const others = inTerritory.condition(caller);
    if (caller.staffNumber === null) return others;
    return { $or: [others, { officerNumbers: { $contains: [caller.staffNumber] } }] };
  },
};
