import { v7 as uuid } from 'uuid';
import { attachFiles } from '../../../kit/files/attach-files.js';
import { Fault } from '../../../kit/module/fault.js';
import type { Effect, Moment } from '../../../kit/workflow/workflow.js';
import { beginInside, moveInside } from '../../../kit/workflow/move.js';
import { Case } from '../cases/case.js';
import { CaseProcedure } from '../cases/case-states.js';
import { caseWorkflow } from '../cases/case-workflow.js';
import { untouched } from '../cases/unopened-case.js';
import type { CaseTransfer } from './case-transfer.js';
import { openCaseOf } from './open-case-of.js';
import type { Taking, TransferInputs } from './transfer-inputs.js';

/** Sends the case away with its papers; from then on its ninety days stand still. Fault CONFLICT, reason CASE_MOVED_ON. */
export const sendAway: Effect<CaseTransfer, TransferInputs['sendTransfer']> = {
  title: { zh: '移送案件和材料,原机关期限停计', en: 'the case goes with its papers; the sender’s 90 days stand still' },
  apply: async (row, { context: inside, input: { materials } }) => {
    const files = await attachFiles(inside, materials, { entity: 'CaseTransfer', id: row.id });
    row.materialDigests = [...row.materialDigests, ...files.map(({ sm3 }) => sm3)];
    const before = await inside.session.locked(Case, row.caseId);
    if (before) row.caseState = before.state;
    const sent = await moveInside(caseWorkflow, 'sendAway', row.caseId, inside, { to: row.toCode });
    if (sent === null) throw caseMovedOn(row);
  },
};

/** Takes the case on: into the receiver's own case of the same act where it has one, else as a new one, whose 90 days begin. */
export const takeOn: Effect<CaseTransfer, Taking> = {
  title: {
    zh: '接收机关立案或者并入同案,期限自接收起算',
    en: 'the receiver files it, or adds it to its own; its 90 days begin',
  },
  apply: async (row, moment) => {
    const { context: inside, input } = moment;
    const sent = await inside.session.manager.findOneOrFail(Case, { id: row.caseId }, { filters: { visible: false } });
    const own = await openCaseOf(sent, input.power.acting, inside);
    row.receiverCaseNo = own?.caseNo ?? (await adopt(sent, moment));
    await letGo(row, moment, row.receiverCaseNo);
  },
};

/** The police have filed: the case is theirs. */
export const letPoliceHave: Effect<CaseTransfer, TransferInputs['fileWithPolice']> = {
  title: { zh: '记录公安机关立案号', en: 'the number of the police’s case is kept' },
  apply: async (row, moment) => {
    row.receiverCaseNo = moment.input.number.trim();
    await letGo(row, moment, row.receiverCaseNo);
  },
};

/** The case comes back to where it was, and its ninety days go on. */
export const bringBack: Effect<CaseTransfer, { readonly reason: string }> = {
  title: { zh: '退回原机关,续计期限', en: 'the case comes back; the sender’s 90 days go on' },
  apply: async (row, { context: inside, input: { reason } }) => {
    row.answer = reason.trim();
    const back = { state: row.caseState, reason: row.answer };
    await moveInside(caseWorkflow, 'bringBack', row.caseId, inside, back);
  },
};

/** Whoever should have acted by then is written down. */
export const findOverdue: Effect<CaseTransfer, TransferInputs['findTransferOverdue']> = {
  title: { zh: '记录超期', en: 'what ran out, and whose it was, is written down' },
  apply: (row, { input: { deadline, dueAt } }) => {
    row.findings = [...row.findings, { deadline, dueAt, organizationCode: whoShouldHave(row, deadline) }];
  },
};

/** Who should have met a deadline: the receiver what was sent to it, the sender all else. */
export function whoShouldHave({ fromCode, toCode }: CaseTransfer, deadline: string): string {
  return deadline === 'receiving' ? toCode : fromCode;
}

async function adopt(sent: Case, { context: inside, input, now }: Moment<Taking>): Promise<string> {
  const { power, officers } = input;
  const { proceeding, caseNo, ...act } = actOf(sent);
  const row = {
    ...untouched(),
    ...act,
    id: uuid(),
    caseNo: '',
    procedure: CaseProcedure.GENERAL,
    organizationCode: power.acting,
    subjectCode: power.subject.code,
    partyCodes: [power.acting],
    officerNumbers: [...officers],
    filedAt: now,
    proceeding,
  };
  const { item, subject } = power;
  await beginInside(caseWorkflow, 'adoptCase', row, inside, { item, subject, fromCase: caseNo });
  const adopted = await inside.session.manager.findOneOrFail(Case, { id: row.id }, { filters: { visible: false } });
  return adopted.caseNo;
}

/** What of a case is the act's, whoever works on it. */
function actOf(sent: Case) {
  const { eventNo, powerItemCode, regionCode, gridCode, address, longitude, latitude, occurredAt, occurredOn } = sent;
  const { facts, harmsLifeHealthFinance, evidencePlaceUnknown, partyRecord, partyKey, originCode, caseNo } = sent;
  return {
    ...{ eventNo, powerItemCode, regionCode, gridCode, address, longitude, latitude, occurredAt, occurredOn },
    ...{ facts, harmsLifeHealthFinance, evidencePlaceUnknown, partyRecord, partyKey, originCode, caseNo },
    proceeding: { predecessorNo: caseNo },
  };
}

async function letGo(row: CaseTransfer, { context: inside }: Moment<unknown>, caseNo: string): Promise<void> {
  const by = inside.caller.organizations[0] ?? '';
  const gone = await moveInside(caseWorkflow, 'handOverCase', row.caseId, inside, { by, caseNo });
  if (gone === null) throw caseMovedOn(row);
}

function caseMovedOn({ caseNo }: CaseTransfer): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `案件「${caseNo}」已作出决定、终结或者正在移送,不能移送。`,
      en: `The case "${caseNo}" is decided, over or on its way already, and is not passed on.`,
    },
    { reason: 'CASE_MOVED_ON', details: { caseNo } },
  );
}
