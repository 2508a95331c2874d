import { declareSetting } from '../../../kit/county/setting.js';

/** How many posts one person holds. */
export const holdingSettings = {
  mostPosts: declareSetting({
    key: 'post.most-held',
    kind: 'integer',
    title: { zh: '一人至多任岗数(主岗和兼岗)', en: 'Most posts that one person holds' },
    otherwise: 2,
    problem: (posts) => (posts >= 1 && posts <= 5 ? null : 'must be from 1 to 5'),
  }),
} as const;
