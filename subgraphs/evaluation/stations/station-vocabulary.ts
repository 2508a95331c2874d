import { registerEnumType } from 'type-graphql';

export enum LockState {
  LOCKED = 'LOCKED',
  EXPIRED = 'EXPIRED',
}
registerEnumType(LockState, {
  name: 'LockState',
  description: '双锁定的状态(EV-12)。 State of a double lock.',
  valuesConfig: {
    LOCKED: { description: '锁定中。 Locked.' },
    EXPIRED: { description: '锁定期满。 Its term is over.' },
  },
});

export enum TownRight {
  COMMAND_COORDINATION = 'COMMAND_COORDINATION',
  APPRAISAL_MANAGEMENT = 'APPRAISAL_MANAGEMENT',
  RECOMMEND_NOMINATE = 'RECOMMEND_NOMINATE',
  REVERSE_VETO = 'REVERSE_VETO',
}
registerEnumType(TownRight, {
  name: 'TownRight',
  description: '四权:乡镇对派驻干部的权力(EV-13)。 The four rights of a town over stationed cadres.',
  valuesConfig: {
    COMMAND_COORDINATION: { description: '指挥协调权。 To direct them.' },
    APPRAISAL_MANAGEMENT: { description: '考核管理权。 To appraise them.' },
    RECOMMEND_NOMINATE: { description: '推荐提名权。 To nominate them.' },
    REVERSE_VETO: { description: '反向否决权。 To veto what their department decides on them.' },
  },
});

export enum RightsActionState {
  PROPOSED = 'PROPOSED',
  TOWN_ASKED = 'TOWN_ASKED',
  CONSENTED = 'CONSENTED',
  VETOED = 'VETOED',
  LAPSED = 'LAPSED',
  EXECUTED = 'EXECUTED',
  DECLINED = 'DECLINED',
}
registerEnumType(RightsActionState, {
  name: 'RightsActionState',
  description: '四权行使的状态(EV-13)。 State of the use of a right.',
  valuesConfig: {
    PROPOSED: { description: '已提名,报组织部门。 Nominated; with the organisation department.' },
    TOWN_ASKED: { description: '部门已提出,征求乡镇意见。 The department has proposed it; the town is asked.' },
    CONSENTED: { description: '乡镇已同意。 The town consents.' },
    VETOED: { description: '乡镇已否决。 The town vetoes.' },
    LAPSED: { description: '乡镇逾期未答;不视为同意。 The town did not answer in time, which is no consent.' },
    EXECUTED: { description: '已执行,告知部门。 Done, and told to the department.' },
    DECLINED: { description: '未采纳。 Not taken on.' },
  },
});

export enum StationMatter {
  ASSIGNMENT = 'ASSIGNMENT',
  GRADE = 'GRADE',
  NOMINATION = 'NOMINATION',
  APPOINTMENT = 'APPOINTMENT',
  TRANSFER = 'TRANSFER',
  HEADCOUNT = 'HEADCOUNT',
}
registerEnumType(StationMatter, {
  name: 'StationMatter',
  description: '所涉事项(EV-13)。 What a use of a right is about.',
  valuesConfig: {
    ASSIGNMENT: { description: '调度任务。 A task.' },
    GRADE: { description: '考核等次。 A grade.' },
    NOMINATION: { description: '提拔提名。 A nomination for promotion.' },
    APPOINTMENT: { description: '任免。 An appointment or dismissal.' },
    TRANSFER: { description: '调离。 A transfer.' },
    HEADCOUNT: { description: '核减编制。 Fewer established posts.' },
  },
});

export enum StationGrade {
  EXCELLENT = 'EXCELLENT',
  COMPETENT = 'COMPETENT',
  BASICALLY_COMPETENT = 'BASICALLY_COMPETENT',
  INCOMPETENT = 'INCOMPETENT',
}
registerEnumType(StationGrade, {
  name: 'StationGrade',
  description: '考核等次(公务员法第三十八条)。 Grade of an appraisal (Civil Servants Law, article 38).',
  valuesConfig: {
    EXCELLENT: { description: '优秀。 Excellent.' },
    COMPETENT: { description: '称职。 Competent.' },
    BASICALLY_COMPETENT: { description: '基本称职。 Basically competent.' },
    INCOMPETENT: { description: '不称职。 Incompetent.' },
  },
});
