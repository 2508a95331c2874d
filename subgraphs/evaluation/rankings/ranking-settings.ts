import { declareSetting } from '../../../kit/county/setting.js';

/** From which score a grid’s fixed reward is due, and below which its punishment; the numbers are ours. */
export const rankingSettings = {
  rewardFrom: score('grid.reward-from', '网格考核奖励起点分', 'Score from which a grid is rewarded', '90'),
  punishBelow: score('grid.punish-below', '网格考核惩戒分数线', 'Score below which a grid is punished', '60'),
} as const;

function score(key: string, zh: string, en: string, otherwise: string) {
  return declareSetting({
    key,
    kind: 'decimal',
    title: { zh, en },
    otherwise,
    problem: (text) => (Number(text) >= 0 && Number(text) <= 100 ? null : 'must be from 0 to 100'),
  });
}
