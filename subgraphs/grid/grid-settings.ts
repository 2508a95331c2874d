import { declareSetting } from '../../kit/county/setting.js';

/** The rules of grids that counties set differently. What no article says is ours. */
export const gridSettings = {
  lines: declareSetting({
    key: 'grid.lines',
    kind: 'texts',
    title: { zh: '网格承担的业务条线', en: 'Lines of work that grids take up' },
    otherwise: ['城管', '环保', '安监', '国土'],
    source: '“及时收集、受理、监督、处理各自网格范围内的城管、环保、安监、国土等问题”,《下好集成改革试点「先手棋」》',
    problem: (names) => (new Set(names).size === names.length ? null : 'names a line twice'),
  }),
  dutyAdmission: declareSetting({
    key: 'grid.duty-admission',
    kind: 'duration',
    title: { zh: '网格事项准入审核时限', en: 'Time to admit a duty to grids' },
    otherwise: { amount: 10, unit: 'WORKING_DAY' },
  }),
  skillMonths: declareSetting({
    key: 'grid.skill-months',
    kind: 'integer',
    title: { zh: '网格员培训合格的有效月数', en: 'Months for which a training of a grid officer counts' },
    otherwise: 24,
    problem: (months) => (months >= 1 && months <= 120 ? null : 'must be from 1 to 120'),
  }),
  bundling: declareSetting({
    key: 'grid.responsibility-bundling',
    kind: 'flag',
    title: { zh: '网格工作责任捆绑', en: 'Those bundled with a grid share its scores' },
    otherwise: false,
    source: '“落实网格工作责任捆绑机制”,《激活基层治理“一池春水”》',
  }),
  creditVisit: credit('grid.team-credit.visit', '组团走访积分', 'Credits of a team’s visit', '1'),
  creditHelp: credit('grid.team-credit.help', '组团办实事积分', 'Credits of a matter that a team settled', '2'),
  creditSatisfied: credit(
    'grid.team-credit.satisfied',
    '群众满意加分',
    'Credits added when the village is satisfied',
    '1',
  ),
} as const;

function credit(key: string, zh: string, en: string, otherwise: string) {
  return declareSetting({
    key,
    kind: 'decimal',
    title: { zh, en },
    otherwise,
    problem: (credits) => (Number(credits) >= 0 && Number(credits) <= 100 ? null : 'must be from 0 to 100'),
  });
}
