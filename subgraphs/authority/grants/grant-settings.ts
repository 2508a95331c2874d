import { declareSetting } from '../../../kit/county/setting.js';
import { PowerCategory } from '../power-item.js';

const categories: readonly string[] = Object.values(PowerCategory);

/** On which catalogues a county's grants rest, and for which categories they must. */
export const grantSettings = {
  catalogues: declareSetting({
    key: 'grant.catalogues',
    kind: 'texts',
    title: {
      zh: '赋权所依据的上级目录(未列即施行于本地的各目录)',
      en: 'Catalogues that grants rest on; any that hold here',
    },
    otherwise: [],
  }),
  categories: declareSetting({
    key: 'grant.catalogue-categories',
    kind: 'texts',
    title: { zh: '须在上级目录内方可赋权的类别', en: 'Categories granted only where a catalogue has the item' },
    otherwise: [PowerCategory.PENALTY],
    source: '行政处罚法第二十四条',
    problem: (names) => {
      const unknown = names.find((name) => !categories.includes(name));
      return unknown === undefined ? null : `names ${unknown}, which is none of ${categories.join(', ')}`;
    },
  }),
} as const;
