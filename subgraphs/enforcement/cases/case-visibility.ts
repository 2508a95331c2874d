import { party, type Visibility } from '../../../kit/data/visibility.js';

const inTerritory = party({ region: 'regionCode', organization: 'organizationCode' });

/** Cases of the caller's territory, of the caller's organisation, and those whose officers the caller is one of. */
export const caseVisibility: Visibility = {
  kind: 'party',
  condition: (caller) => {
    const others = inTerritory.condition(caller);
    if (caller.staffNumber === null) return others;
    return { $or: [others, { officerNumbers: { $contains: [caller.staffNumber] } }] };
  },
};
