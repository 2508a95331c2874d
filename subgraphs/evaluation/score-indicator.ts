import { registerEnumType } from 'type-graphql';

export enum ScoreIndicator {
  ON_TIME = 'ON_TIME',
  SELF_FOUND = 'SELF_FOUND',
  FALSE_REPORT = 'FALSE_REPORT',
  SATISFACTION = 'SATISFACTION',
  SHARED_ON_TIME = 'SHARED_ON_TIME',
}
registerEnumType(ScoreIndicator, {
  name: 'ScoreIndicator',
  description: '评分指标:由事件的办理事实得出,不取自罚没金额(行政处罚法第 74 条)。 What is scored; never fines.',
  valuesConfig: {
    ON_TIME: { description: '按时办结:1 按时,0 逾期。 Handled in time: 1, or late: 0.' },
    SELF_FOUND: { description: '自主发现并属实:1。 Found by the grid itself and true: 1.' },
    FALSE_REPORT: { description: '误报:1 不属实,0 属实。 A report that was false: 1, or true: 0.' },
    SATISFACTION: {
      description: '满意度:1 满意,0.5 基本满意,0 不满意,空为未评价。 1, 0.5, 0; none where nobody answered.',
    },
    SHARED_ON_TIME: {
      description:
        '责任捆绑共担的按时办结:1 按时,0 逾期;计给个人,不计入事件得分。 Shared by those bundled with the grid: 1 or 0; not in the event’s score.',
    },
  },
});

/** The dimension of a scheme that an indicator is counted in, and how good a value of it is, from 0 to 1. */
export const scoring: Readonly<Record<ScoreIndicator, { readonly dimension: string; merit(value: number): number }>> = {
  ON_TIME: { dimension: 'onTimeRate', merit: (value) => value },
  SELF_FOUND: { dimension: 'selfFound', merit: (value) => value },
  FALSE_REPORT: { dimension: 'falseReportRate', merit: (value) => 1 - value },
  SATISFACTION: { dimension: 'satisfaction', merit: (value) => value },
  SHARED_ON_TIME: { dimension: 'onTimeRate', merit: (value) => value },
};
