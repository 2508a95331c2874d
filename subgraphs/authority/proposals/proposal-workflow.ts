import { written } from '../../../kit/workflow/written-text.js';
import { defineWorkflow } from '../../../kit/workflow/workflow.js';
import type { Publication } from '../lists/publish-version.js';
import { ListChangeProposal } from './list-change-proposal.js';
import {
  allAnswered,
  askParties,
  type Consultation,
  keepOpinion,
  keepSilence,
  type Opinion,
  partiesFit,
} from './opinion-effects.js';
import { isConsulted, notYetGiven, ofProposer, source, withinCounty } from './proposal-conditions.js';
import {
  type Approval,
  approvingGuards,
  decisionWritten,
  type ProposedChange,
  proposingGuards,
} from './proposal-guards.js';
import { proposalSettings } from './proposal-settings.js';
import { ProposalState } from './proposal-vocabulary.js';
import { publishChange } from './publish-effect.js';

/** What each verb of a proposal is sent. */
export interface ProposalInputs {
  readonly proposeListChange: ProposedChange;
  readonly submitListChange: object;
  readonly withdrawListChange: { readonly reason: string };
  readonly acceptListChange: object;
  readonly declineListChange: { readonly decision: string };
  readonly consultListChange: Consultation;
  readonly opineListChange: Opinion;
  readonly endListConsultation: object;
  readonly reviewListLegality: { readonly lawful: boolean; readonly opinion: string };
  readonly approveListChange: Approval;
  readonly rejectListChange: { readonly decision: string };
  readonly publishListChange: Publication;
}

const proposers = ['town_leader', 'department_handler', 'establishment_office'];

const answer = {
  title: { zh: '书面答复提出单位', en: 'the proposer is answered in writing' },
  apply: (row: ListChangeProposal, { input }: { readonly input: { readonly decision: string } }): void => {
    row.decision = input.decision.trim();
  },
};

const commented = (_row: ListChangeProposal, { input }: { readonly input: { readonly decision: string } }) => ({
  comment: input.decision.trim(),
});

/** The life of a proposal: handed in, taken on, opinions asked, decided, published as the list's next version. */
export const proposalWorkflow = defineWorkflow<ListChangeProposal, ProposalInputs>({
  module: 'authority',
  name: 'list-change',
  title: { zh: '清单动态调整', en: 'Change of a list' },
  source,
  entity: ListChangeProposal,
  states: {
    DRAFT: { title: { zh: '草稿', en: 'draft' } },
    SUBMITTED: {
      title: { zh: '已提交', en: 'submitted' },
      deadline: { name: 'accept', title: { zh: '受理', en: 'Accept' }, length: proposalSettings.accept },
    },
    ACCEPTED: {
      title: { zh: '已受理', en: 'accepted' },
      deadline: {
        name: 'consult',
        title: { zh: '启动征求意见', en: 'Begin to consult' },
        length: proposalSettings.consult,
      },
    },
    CONSULTING: {
      title: { zh: '征求意见中', en: 'consulting' },
      gathers: { title: { zh: '各方意见', en: 'opinions' }, parties: ({ consultedCodes }) => consultedCodes },
      deadline: {
        name: 'opine',
        title: { zh: '征求意见', en: 'Opinions' },
        length: proposalSettings.opine,
        then: 'endListConsultation',
      },
    },
    REVIEWING: {
      title: { zh: '审议中', en: 'reviewing' },
      deadline: { name: 'review', title: { zh: '审议', en: 'Decide' }, length: proposalSettings.review },
    },
    APPROVED: {
      title: { zh: '已批准', en: 'approved' },
      deadline: { name: 'publish', title: { zh: '公布', en: 'Publish' }, length: proposalSettings.publish },
    },
    PUBLISHED: { title: { zh: '已公布', en: 'published' }, final: true },
    REJECTED: { title: { zh: '不予采纳', en: 'rejected' }, final: true },
    WITHDRAWN: { title: { zh: '已撤回', en: 'withdrawn' }, final: true },
  },
  transitions: {
    proposeListChange: {
      title: { zh: '提出清单调整建议', en: 'Propose a change of a list' },
      from: [],
      to: ProposalState.DRAFT,
      by: proposers,
      source,
      conditions: [ofProposer],
      guards: proposingGuards,
      entry: ({ justification }) => ({ comment: justification }),
    },
    submitListChange: {
      title: { zh: '提交建议', en: 'Hand a proposal in' },
      from: [ProposalState.DRAFT],
      to: ProposalState.SUBMITTED,
      by: proposers,
      source,
      conditions: [ofProposer],
    },
    withdrawListChange: {
      title: { zh: '撤回建议', en: 'Withdraw a proposal' },
      from: [ProposalState.DRAFT, ProposalState.SUBMITTED],
      to: ProposalState.WITHDRAWN,
      by: proposers,
      source,
      conditions: [ofProposer],
      guards: [written({ zh: '撤回理由', en: 'The reason' }, 500, source, ({ reason }) => reason)],
      entry: (_row, { input }) => ({ comment: input.reason.trim() }),
    },
    acceptListChange: {
      title: { zh: '受理建议', en: 'Take a proposal on' },
      from: [ProposalState.SUBMITTED],
      to: ProposalState.ACCEPTED,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
    },
    declineListChange: {
      title: { zh: '不予受理', en: 'Decline a proposal' },
      from: [ProposalState.SUBMITTED],
      to: ProposalState.REJECTED,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      guards: [decisionWritten],
      effect: answer,
      entry: commented,
    },
    consultListChange: {
      title: { zh: '征求意见', en: 'Ask for opinions' },
      from: [ProposalState.ACCEPTED],
      to: ProposalState.CONSULTING,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      guards: [partiesFit],
      effect: askParties,
      entry: ({ consultedCodes }) => ({ values: { asked: consultedCodes.join('、') } }),
    },
    opineListChange: {
      title: { zh: '提出意见', en: 'Give an opinion' },
      from: [ProposalState.CONSULTING],
      to: {
        among: [ProposalState.CONSULTING, ProposalState.REVIEWING],
        rule: { zh: '各方都已答复的转入审议', en: 'it is reviewed when all have answered' },
        choose: (row, moment) => (allAnswered(row, moment) ? ProposalState.REVIEWING : ProposalState.CONSULTING),
      },
      by: ['department_handler', 'town_leader'],
      source,
      conditions: [isConsulted, notYetGiven],
      guards: [written({ zh: '意见', en: 'The opinion' }, 1000, source, ({ opinion }) => opinion)],
      answers: (row, { context: { caller }, input }) => ({
        party: row.consultedCodes.find((code) => caller.organizations.includes(code)) ?? '',
        answer: input.agrees ? 'AGREES' : 'DISAGREES',
      }),
      effect: keepOpinion,
      entry: (_row, { input }) => ({ comment: input.opinion.trim(), values: { agrees: input.agrees } }),
    },
    endListConsultation: {
      title: { zh: '征求意见期满', en: 'The time for opinions is over' },
      from: [ProposalState.CONSULTING],
      to: ProposalState.REVIEWING,
      by: 'system',
      source,
      silence: 'NO_OPINION',
      effect: keepSilence,
    },
    reviewListLegality: {
      title: { zh: '合法性审查', en: 'Review the legality' },
      from: [ProposalState.REVIEWING],
      to: ProposalState.REVIEWING,
      by: ['legal_office'],
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '审查意见', en: 'The opinion' }, 1000, source, ({ opinion }) => opinion)],
      effect: {
        title: { zh: '记录审查结论', en: 'the finding is kept' },
        apply: (row, { input }) => {
          row.lawful = input.lawful;
          row.legalOpinion = input.opinion.trim();
        },
      },
      entry: (_row, { input }) => ({ comment: input.opinion.trim(), values: { lawful: input.lawful } }),
    },
    approveListChange: {
      title: { zh: '批准调整', en: 'Approve a change' },
      from: [ProposalState.REVIEWING],
      to: ProposalState.APPROVED,
      by: ['establishment_committee'],
      source,
      conditions: [withinCounty],
      guards: approvingGuards,
      effect: {
        title: { zh: '书面答复提出单位', en: 'the proposer is answered in writing' },
        apply: (row, { input }) => {
          row.decision = input.decision.trim();
          row.provincialDocument = input.provincialDocument?.trim() ?? null;
        },
      },
      entry: commented,
    },
    rejectListChange: {
      title: { zh: '不予采纳', en: 'Turn a change down' },
      from: [ProposalState.REVIEWING],
      to: ProposalState.REJECTED,
      by: ['establishment_committee'],
      source,
      conditions: [withinCounty],
      guards: [decisionWritten],
      effect: answer,
      entry: commented,
    },
    publishListChange: {
      title: { zh: '公布新版本', en: 'Publish the next version' },
      from: [ProposalState.APPROVED],
      to: ProposalState.PUBLISHED,
      by: ['establishment_office'],
      source,
      conditions: [withinCounty],
      guards: [written({ zh: '文号', en: 'The document number' }, 100, source, ({ documentNumber }) => documentNumber)],
      effect: publishChange,
      entry: ({ resultNumber }, { input }) => ({
        values: { version: resultNumber, document: input.documentNumber.trim(), from: input.effectiveFrom },
      }),
    },
  },
});
