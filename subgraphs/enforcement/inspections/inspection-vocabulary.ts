import { registerEnumType } from 'type-graphql';

export enum PlanState {
  DRAFT = 'DRAFT',
  COORDINATING = 'COORDINATING',
  PUBLISHED = 'PUBLISHED',
  RUNNING = 'RUNNING',
  FINISHED = 'FINISHED',
}
registerEnumType(PlanState, {
  name: 'PlanState',
  description: '检查计划状态(EN-13)。 State of an inspection plan.',
  valuesConfig: {
    DRAFT: { description: '起草。 Being drafted.' },
    COORDINATING: { description: '征求参加部门意见。 Those who take part are asked.' },
    PUBLISHED: { description: '已公布,抽取种子已承诺。 Published, with the seed committed to.' },
    RUNNING: { description: '已抽取,检查中。 Drawn; the visits go on.' },
    FINISHED: { description: '已完成。 Finished.' },
  },
});

export enum RiskClass {
  A = 'A',
  B = 'B',
  C = 'C',
  D = 'D',
}
registerEnumType(RiskClass, {
  name: 'RiskClass',
  description: '信用风险分类:D 类最高。 Class of credit and risk; D is the worst.',
  valuesConfig: {
    A: { description: '低。 Low.' },
    B: { description: '一般。 Ordinary.' },
    C: { description: '较高。 Raised.' },
    D: { description: '高。 High.' },
  },
});

export enum InspectionKind {
  DOUBLE_RANDOM = 'DOUBLE_RANDOM',
  ROUTINE = 'ROUTINE',
  COMPLAINT_DRIVEN = 'COMPLAINT_DRIVEN',
}
registerEnumType(InspectionKind, {
  name: 'InspectionKind',
  description: '检查种类。 Kind of an inspection.',
  valuesConfig: {
    DOUBLE_RANDOM: { description: '双随机抽查。 Drawn by a plan.' },
    ROUTINE: { description: '部门日常检查。 A department’s own.' },
    COMPLAINT_DRIVEN: {
      description: '投诉举报、风险核查,不受频次限制。 Because of a complaint or a risk; no cap holds.',
    },
  },
});

export enum InspectionState {
  DRAWN = 'DRAWN',
  MERGED = 'MERGED',
  SCHEDULED = 'SCHEDULED',
  IN_PROGRESS = 'IN_PROGRESS',
  SUBMITTED = 'SUBMITTED',
  PUBLISHED = 'PUBLISHED',
  RECTIFYING = 'RECTIFYING',
  CLOSED = 'CLOSED',
}
registerEnumType(InspectionState, {
  name: 'InspectionState',
  description: '检查任务状态。 State of an inspection.',
  valuesConfig: {
    DRAWN: { description: '已生成,待安排。 To be scheduled.' },
    MERGED: { description: '已并入另一次检查(综合查一次)。 Merged into another visit.' },
    SCHEDULED: { description: '已安排。 Scheduled.' },
    IN_PROGRESS: { description: '检查中(已亮码)。 Under way; the code was shown.' },
    SUBMITTED: { description: '已提交结果,待公示。 The result is in, to be published.' },
    PUBLISHED: { description: '结果已公示。 Published.' },
    RECTIFYING: { description: '结果已公示,整改中。 Published; to be put right.' },
    CLOSED: { description: '整改完成。 Put right.' },
  },
});

export enum InspectionResult {
  NO_PROBLEM = 'NO_PROBLEM',
  PROBLEM_RECTIFIED = 'PROBLEM_RECTIFIED',
  PROBLEM_TO_RECTIFY = 'PROBLEM_TO_RECTIFY',
  SUSPECTED_OFFENCE = 'SUSPECTED_OFFENCE',
  UNREACHABLE = 'UNREACHABLE',
  REFUSED = 'REFUSED',
}
registerEnumType(InspectionResult, {
  name: 'InspectionResult',
  description: '检查结果。 What an inspection found.',
  valuesConfig: {
    NO_PROBLEM: { description: '未发现问题。 Nothing.' },
    PROBLEM_RECTIFIED: { description: '发现问题,当场整改。 A problem, put right on the spot.' },
    PROBLEM_TO_RECTIFY: { description: '发现问题,责令限期整改。 A problem, to be put right.' },
    SUSPECTED_OFFENCE: { description: '涉嫌违法,转案源线索。 A suspected offence, which becomes a clue.' },
    UNREACHABLE: { description: '通过登记的住所无法联系。 Not to be found at its address.' },
    REFUSED: { description: '不配合检查。 It was refused.' },
  },
});
