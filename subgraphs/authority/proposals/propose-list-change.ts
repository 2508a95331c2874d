import { v7 as uuid } from 'uuid';
import { notFound } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { CatalogueItem } from '../catalogue/catalogue-item.js';
import { regionOf } from '../directory-sheets.js';
import { requireStated } from '../lists/stated-texts.js';
import { PowerItem } from '../power-item.js';
import { PowerList } from '../power-list.js';
import { Region, townOf } from '../region.js';
import { TerritorialDuty } from '../territorial-duty.js';
import type { ListChangeProposal } from './list-change-proposal.js';
import type { ListChangeInput } from './list-change-input.js';
import { ProposalKind } from './proposal-vocabulary.js';
import { proposalWorkflow } from './proposal-workflow.js';

const mostTowns = 50;

/**
 * Proposes a change of a list for the caller's organisation, as a draft. A town that cancels without naming towns speaks for
 * itself. Faults: NOT_FOUND for the list, the item or a town; INVALID, reasons TEXT_LENGTH and TOWNS_UNFIT; those of the
 * workflow's table.
 */
export async function proposeListChange(context: Context, input: ListChangeInput): Promise<ListChangeProposal> {
  requireRole(policyOf(proposalWorkflow, 'proposeListChange'), context);
  requireWritten({ zh: '说明', en: 'The justification' }, input.justification, 2000);
  if (input.note != null) requireWritten({ zh: '备注', en: 'The note' }, input.note, 500);
  const proposerCode = context.caller.organizations[0] ?? '';
  const list = await context.session.one(PowerList, 'code', input.list);
  if (list === null) throw notFound(PowerList, input.list);
  await checkItem(context, input.item);
  const towns = await townsOf(context, input, proposerCode);
  const proposed = newProposal(proposerCode, { ...input, towns });
  return begin(proposalWorkflow, 'proposeListChange', proposed, context, { list });
}

/** A proposal as it begins. Fault INVALID, reason TEXT_LENGTH, for texts of which one says nothing. */
export function newProposal(proposerCode: string, input: ListChangeInput) {
  return {
    id: uuid(),
    regionCode: regionOf(proposerCode),
    listCode: input.list,
    kind: input.kind,
    reason: input.reason,
    justification: input.justification.trim(),
    itemCode: input.item,
    townCodes: [...(input.towns ?? [])],
    texts: input.texts ? requireStated(input.texts) : null,
    note: input.note?.trim() ?? null,
    proposerCode,
    proposedByTown: townOf(regionOf(proposerCode)) !== null,
    consultedCodes: [],
    partyCodes: [proposerCode],
    opinions: [],
    lawful: null,
    legalOpinion: null,
    decision: null,
    provincialDocument: null,
    resultNumber: null,
  };
}

async function checkItem({ session }: Context, code: string): Promise<void> {
  const [item, duty, stated] = await Promise.all([
    session.one(PowerItem, 'code', code),
    session.one(TerritorialDuty, 'code', code),
    session.many(CatalogueItem, 'code', code, ['catalogue', 'level']),
  ]);
  if (item === null && duty === null && stated.length === 0) throw notFound(PowerItem, code);
}

async function townsOf({ session }: Context, { kind, towns }: ListChangeInput, proposer: string): Promise<string[]> {
  const own = townOf(regionOf(proposer));
  if (kind !== ProposalKind.CANCEL) {
    if (towns && towns.length > 0) throw unfitTowns(towns.length);
    return [];
  }
  if (!towns) return own === null ? [] : [own];
  if (towns.length > mostTowns || new Set(towns).size < towns.length) throw unfitTowns(towns.length);
  for (const code of towns) {
    const town = await session.one(Region, 'code', code);
    if (town === null || townOf(code) !== code) throw notFound(Region, code);
  }
  return [...towns].sort();
}

function unfitTowns(given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `只有取消才可限定镇街,至多 ${mostTowns} 个且不重复,收到 ${given} 个。`,
      en: `Only a cancellation names towns, up to ${mostTowns} and each once; got ${given}.`,
    },
    { reason: 'TOWNS_UNFIT', details: { most: mostTowns, given } },
  );
}
