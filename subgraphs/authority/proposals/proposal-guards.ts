import type { Session } from '../../../kit/data/session.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { written } from '../../../kit/workflow/written-text.js';
import type { Guard } from '../../../kit/workflow/workflow.js';
import { covers } from '../in-force.js';
import { PowerCategory, PowerItem } from '../power-item.js';
import type { PowerList } from '../power-list.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import type { ListChangeProposal } from './list-change-proposal.js';
import { source } from './proposal-conditions.js';
import { proposalSettings } from './proposal-settings.js';
import { ProposalKind, ProposalReason } from './proposal-vocabulary.js';

/** What a proposal is made with. */
export interface ProposedChange {
  readonly list: PowerList;
}

/** What the committee decides with. */
export interface Approval {
  readonly decision: string;
  readonly provincialDocument: string | null;
}

type ProposalGuard<Input> = Guard<ListChangeProposal, Input>;

const law = {
  zh: '行政处罚法第二十四条:由省、自治区、直辖市决定',
  en: 'Administrative Penalty Law, article 24: the province decides',
};

const listOfCounty: ProposalGuard<ProposedChange> = {
  reason: 'LIST_ELSEWHERE',
  code: 'INVALID',
  source,
  sentence: ({ regionCode }, { input: { list } }) => ({
    zh: `清单「${list.code}」属 ${list.regionCode},不是 ${regionCode.slice(0, 6)} 的清单。`,
    en: `The list "${list.code}" is that of ${list.regionCode}, not of ${regionCode.slice(0, 6)}.`,
  }),
  holds: ({ regionCode }, { input: { list } }) => regionCode.startsWith(list.regionCode),
};

const entryFits: ProposalGuard<ProposedChange> = {
  reason: 'ENTRY_UNFIT',
  code: 'CONFLICT',
  source,
  sentence: ({ itemCode, kind }, { input: { list }, now }) => ({
    zh: `事项「${itemCode}」${kind === ProposalKind.ADD ? '已在' : '不在'} ${dayOf(now)} 施行的清单「${list.code}」内。`,
    en: `The item "${itemCode}" is ${kind === ProposalKind.ADD ? 'already' : 'not'} on the list "${list.code}" of ${dayOf(now)}.`,
  }),
  holds: async ({ itemCode, kind }, { input: { list }, context: { session }, now }) => {
    const versions = await session.many(PowerListVersion, 'listCode', list.code, ['number']);
    const inForce = versions.find((version) => covers(version, dayOf(now)));
    const entries = inForce ? await session.many(PowerListEntry, 'edition', inForce.edition, ['code']) : [];
    return entries.some(({ code }) => code === itemCode) === (kind !== ProposalKind.ADD);
  },
};

const reasonFits: ProposalGuard<ProposedChange> = {
  reason: 'REASON_UNFIT',
  code: 'INVALID',
  source,
  sentence: ({ kind }) => ({
    zh: `「基层确实无力承接」只能作为取消的情形,不能用于 ${kind}。`,
    en: `That a town cannot carry an item is a reason to cancel it, not to ${kind}.`,
  }),
  holds: ({ kind, reason }) => reason !== ProposalReason.TOWN_INCAPABLE || kind === ProposalKind.CANCEL,
};

const changesSomething: ProposalGuard<ProposedChange> = {
  reason: 'NOTHING_CHANGES',
  code: 'INVALID',
  source,
  sentence: () => ({ zh: '调整须写明备注或四项内容。', en: 'An adjustment needs a note or the four texts.' }),
  holds: ({ kind, texts, note }) => kind !== ProposalKind.ADJUST || texts !== null || note !== null,
};

/** AU-05: where the county says so, no entry comes onto a list without its four texts. */
const textsStated: ProposalGuard<ProposedChange> = {
  reason: 'ENTRY_TEXTS_MISSING',
  code: 'INVALID',
  source: {
    zh: '逐项明确县级部门和乡镇的工作责任、协同机制、履职流程(AU-05),县级规则',
    en: 'Each entry states duties of county and town, coordination and procedure (AU-05), the county’s profile',
  },
  sentence: ({ itemCode }, { input: { list } }) => ({
    zh: `清单「${list.code}」的条目须载明县级职责、镇街职责、协同机制、履职流程,「${itemCode}」未载明。`,
    en: `Entries of the list "${list.code}" state the duties of county and town, coordination and procedure; "${itemCode}" does not.`,
  }),
  holds: ({ kind, texts }, { input: { list }, rules }) =>
    kind !== ProposalKind.ADD || texts !== null || !rules.read(proposalSettings.statedKinds).includes(list.kind),
};

/** What a proposal must fulfil when it is made. */
export const proposingGuards: readonly ProposalGuard<ProposedChange>[] = [
  listOfCounty,
  reasonFits,
  changesSomething,
  entryFits,
  textsStated,
];

/** The decision in writing, which every answer has. */
export const decisionWritten = written<ListChangeProposal, { readonly decision: string }>(
  { zh: '书面答复', en: 'The decision' },
  1000,
  source,
  ({ decision }) => decision,
);

const lawful: ProposalGuard<Approval> = {
  reason: 'LEGALITY_MISSING',
  code: 'CONFLICT',
  source,
  sentence: ({ itemCode }) => ({
    zh: `行政处罚事项「${itemCode}」的调整须先通过合法性审查。`,
    en: `A change of the penalty "${itemCode}" needs the legal review first.`,
  }),
  holds: async (row, { context }) => row.lawful === true || !(await isPenalty(row, context.session)),
};

const decidedByProvince: ProposalGuard<Approval> = {
  reason: 'PROVINCIAL_DECISION_MISSING',
  code: 'INVALID',
  source: law,
  sentence: ({ itemCode }) => ({
    zh: `新增行政处罚事项「${itemCode}」须载明省级决定的文号。`,
    en: `The new penalty "${itemCode}" needs the number of the province’s decision.`,
  }),
  holds: async (row, { context, input }) =>
    row.kind !== ProposalKind.ADD ||
    (input.provincialDocument ?? '').trim() !== '' ||
    !(await isPenalty(row, context.session)),
};

/** What an approval needs. */
export const approvingGuards: readonly ProposalGuard<Approval>[] = [decisionWritten, lawful, decidedByProvince];

async function isPenalty({ itemCode }: ListChangeProposal, session: Session): Promise<boolean> {
  const item = await session.one(PowerItem, 'code', itemCode);
  return item?.category === PowerCategory.PENALTY;
}
