import { code, type Sheet, text } from '../../kit/onboarding/sheet.js';
import { Purpose } from './purpose.js';

/** The county's closed list of purposes. */
export const purposes: Sheet = {
  file: 'purposes.csv',
  entity: Purpose,
  key: ['code'],
  columns: {
    code: code('目的编码', /^[A-Z][A-Z_]{1,63}$/, 'capitals and underscores'),
    name: text('名称', { longest: 100 }),
  },
};
