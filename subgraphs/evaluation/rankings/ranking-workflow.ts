import type { Condition } from '../../../kit/identity/policy.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { defineWorkflow, type Guard } from '../../../kit/workflow/workflow.js';
import { GridRanking } from './grid-ranking.js';
import { RankingState } from './ranking-vocabulary.js';

/** What each verb of a ranking is sent. */
interface RankingInputs {
  readonly rankGrids: object;
  readonly publishGridRanking: object;
}

const source = {
  zh: '指挥室负责村社网格的指导考核工作(EV-20)',
  en: 'A town’s room guides and appraises its grids (EV-20)',
};

const ofRoom: Condition<GridRanking> = {
  reason: 'NOT_TOWN_ROOM',
  code: 'FORBIDDEN',
  sentence: {
    zh: '网格由本镇街指挥室考核,县级和部门不能代替。',
    en: 'A town’s own room appraises its grids, not the county and no department.',
  },
  source,
  holds: ({ roomCode }, { caller }) => caller.organizations.includes(roomCode),
};

const periodOver: Guard<GridRanking, object> = {
  reason: 'PERIOD_NOT_OVER',
  code: 'CONFLICT',
  sentence: ({ endsOn }) => ({ zh: `考核期到 ${endsOn} 才结束。`, en: `The period is over after ${endsOn}.` }),
  source,
  holds: ({ endsOn }, { now }) => endsOn < dayOf(now),
};

const byRooms = ['town_dispatcher', 'commander', 'department_handler'];

/** A ranking of grids: computed by the town's room, and published by it. */
export const rankingWorkflow = defineWorkflow<GridRanking, RankingInputs>({
  module: 'evaluation',
  name: 'grid-ranking',
  title: { zh: '网格考核排名', en: 'A ranking of grids' },
  source,
  entity: GridRanking,
  states: {
    DRAFTED: { title: { zh: '已计分', en: 'computed' } },
    PUBLISHED: { title: { zh: '已发布', en: 'published' }, final: true },
  },
  transitions: {
    rankGrids: {
      title: { zh: '网格考核计分', en: 'Rank grids' },
      from: [],
      to: RankingState.DRAFTED,
      by: byRooms,
      source,
      conditions: [ofRoom],
      guards: [periodOver],
      entry: ({ name, standings }) => ({ comment: name, values: { grids: standings.length } }),
    },
    publishGridRanking: {
      title: { zh: '发布网格排名', en: 'Publish a ranking of grids' },
      from: [RankingState.DRAFTED],
      to: RankingState.PUBLISHED,
      by: byRooms,
      source,
      conditions: [ofRoom],
    },
  },
});
