import { declareSetting } from '../../../kit/county/setting.js';

/** How a county forms its teams. */
export const teamSettings = {
  hubRadiation: declareSetting({
    key: 'team.hub-radiation',
    kind: 'flag',
    title: { zh: '“1+X”:中心镇执法队伍辐射周边乡镇', en: '1+X: a central town’s team enforces in the towns around it' },
    otherwise: false,
  }),
  structure: declareSetting({
    key: 'team.structure',
    kind: 'texts',
    title: { zh: '执法队伍体系,如“1+5+7”', en: 'How many teams of which kind, as 1+5+7' },
    otherwise: ['不限'],
    problem: (parts) =>
      parts.join() === '不限' || parts.every((part) => /^(综合|专项|镇街|联合)=\d{1,3}$/.test(part))
        ? null
        : 'must be 不限, or numbers such as 综合=1、专项=5、镇街=7',
  }),
} as const;
