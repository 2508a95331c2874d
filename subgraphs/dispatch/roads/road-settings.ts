import { declareSetting } from '../../../kit/county/setting.js';

/** The rules of road chiefs: a county without the flag has none. */
export const roadSettings = {
  provided: declareSetting({
    key: 'road.chiefs',
    kind: 'flag',
    title: { zh: '路长制', en: 'Road chiefs' },
    otherwise: false,
    source: '新泰市明珠东路“路长制”',
  }),
  width: declareSetting({
    key: 'road.metres',
    kind: 'integer',
    title: { zh: '距路线多少米以内算在路段上', en: 'Metres from its line within which something is on a road' },
    otherwise: 30,
    problem: (metres) => (metres >= 1 && metres <= 500 ? null : 'must be from 1 to 500'),
  }),
  classes: declareSetting({
    key: 'road.classes',
    kind: 'texts',
    title: { zh: '由路长处理的事件大类', en: 'Major classes of events that a road’s chief deals with' },
    otherwise: ['市容环境', '街面秩序', '市场经营'],
    problem: (names) => (new Set(names).size === names.length ? null : 'names a class twice'),
  }),
} as const;
