import { declareSetting } from '../../../kit/county/setting.js';

/** How long somebody may be lent at a time; the length is ours. */
export const secondmentSettings = {
  longest: declareSetting({
    key: 'secondment.longest-months',
    kind: 'integer',
    title: { zh: '借调期限至多(月),可续一次', en: 'Longest secondment in months; it may be renewed once' },
    otherwise: 6,
    problem: (months) => (months >= 1 && months <= 24 ? null : 'must be from 1 to 24'),
  }),
} as const;
