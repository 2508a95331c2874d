import type { Deadline } from '../../../kit/workflow/workflow.js';
import type { Case } from '../cases/case.js';
import { caseSettings } from '../cases/case-settings.js';
import { CaseProcedure } from '../cases/case-states.js';
import { urgedPeriod } from './compelling-transitions.js';

type CaseDeadline = Deadline<Case>;

const isGeneral = ({ procedure }: Case): boolean => procedure === CaseProcedure.GENERAL;

/** A department that hands a clue over is answered (EN-20). */
export const clueAnswer: CaseDeadline = {
  name: 'clue-answer',
  title: { zh: '答复移交的线索', en: 'Answer to a clue that was handed over' },
  length: {
    rule: {
      zh: '部门移交而未接收的,按县配置(case.clue-answer,默认五个工作日)',
      en: 'of a clue that a department handed over, until it is taken on: case.clue-answer, 5 working days unless set',
    },
    of: (row, rules) =>
      isGeneral(row) && row.originCode !== null && row.proceeding.clueAcceptedAt === undefined
        ? rules.read(caseSettings.clueAnswer)
        : null,
  },
};

/** Whether a clue is filed is decided in time. */
export const filing: CaseDeadline = {
  name: 'filing',
  title: { zh: '决定是否立案', en: 'Deciding whether it is filed' },
  length: {
    rule: {
      zh: '普通程序,自登记或者接收之日起,按县配置(case.filing,默认十五日)',
      en: 'in the general procedure, from its registration or taking on: case.filing, 15 days unless set',
    },
    of: (row, rules) =>
      isGeneral(row) && (row.originCode === null || row.proceeding.clueAcceptedAt !== undefined)
        ? rules.read(caseSettings.filing)
        : null,
  },
};

/** The law's ninety days, which all states from the filing to the decision share. */
export const decision: CaseDeadline = {
  name: 'decision',
  title: { zh: '作出处罚决定', en: 'The decision' },
  length: {
    rule: { zh: '自立案之日起九十日(第六十条)', en: '90 days from the filing (§ 60)' },
    of: () => ({ amount: 90, unit: 'DAY' }),
  },
};

export const legalReview: CaseDeadline = {
  name: 'legal-review',
  title: { zh: '法制审核', en: 'The legal review' },
  length: caseSettings.legalReview,
};

/** The time that the party has to answer a notice; none once a hearing is over. */
export const partyAnswer: CaseDeadline = {
  name: 'party-answer',
  title: { zh: '当事人陈述、申辩或者申请听证', en: 'The party’s answer' },
  length: {
    rule: {
      zh: '有听证权利的五个工作日(第六十四、八十五条),否则按县配置(case.statement-window,默认三个工作日)',
      en: '5 working days with a right to a hearing (§§ 64 and 85), else case.statement-window, 3 working days unless set',
    },
    of: ({ proceeding: { notice, hearing } }, rules) => {
      if (notice === undefined || hearing !== undefined) return null;
      return notice.hearingRight ? { amount: 5, unit: 'WORKING_DAY' } : rules.read(caseSettings.statementWindow);
    },
  },
};

/** A decision that is not handed over on the spot is served in seven days, which § 85 has counted in working days. */
export const service: CaseDeadline = {
  name: 'service',
  title: { zh: '送达处罚决定书', en: 'Service of the decision' },
  length: {
    rule: {
      zh: '普通程序七个工作日(第六十一、八十五条)',
      en: '7 working days in the general procedure (§§ 61 and 85)',
    },
    of: (row) => (isGeneral(row) ? { amount: 7, unit: 'WORKING_DAY' } : null),
  },
};

export const urged: CaseDeadline = {
  name: 'urged',
  title: { zh: '催告后履行', en: 'Performance after the urging' },
  length: {
    rule: {
      zh: '催告书送达后十个工作日(行政强制法第五十四、六十九条)',
      en: '10 working days (Administrative Compulsion Law §§ 54 and 69)',
    },
    of: () => urgedPeriod,
  },
};
