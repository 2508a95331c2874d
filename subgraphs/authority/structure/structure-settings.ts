import { declareSetting } from '../../../kit/county/setting.js';

/** How a county's towns are built: 一办七局 in one, 5+2 in another. A county that is silent binds its towns to nothing. */
export const structureSettings = {
  townOffices: most('structure.town-offices', '镇职能机构数上限(0 为不限)', 'Most offices of a town; 0 for no bound'),
  streetOffices: most(
    'structure.street-offices',
    '街道职能机构数上限(0 为不限)',
    'Most offices of a subdistrict; 0 for no bound',
  ),
  offices: names('structure.offices', '统一设置的职能机构', 'Offices that each town has'),
  specialOffices: names(
    'structure.special-offices',
    '可因地制宜设置的特色机构',
    'Offices that a town may have besides',
  ),
  institutions: names('structure.institutions', '统一设置的事业单位', 'Institutions that each town has, and no others'),
  subSections: declareSetting({
    key: 'structure.sub-sections',
    kind: 'flag',
    title: { zh: '职能机构可下设科室', en: 'Offices may have sections' },
    otherwise: true,
  }),
} as const;

function most(key: string, zh: string, en: string) {
  return declareSetting({
    key,
    kind: 'integer',
    title: { zh, en },
    otherwise: 0,
    problem: (offices) => (offices >= 0 && offices <= 100 ? null : 'must be from 0 to 100'),
  });
}

function names(key: string, zh: string, en: string) {
  return declareSetting({ key, kind: 'texts', title: { zh, en }, otherwise: [] });
}
