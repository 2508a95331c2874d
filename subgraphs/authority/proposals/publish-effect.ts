import type { Effect, Moment } from '../../../kit/workflow/workflow.js';
import { withdrawGrants } from '../grants/withdraw-grants.js';
import { type EntryChange, lockedList, publishVersion, type Publication } from '../lists/publish-version.js';
import { PowerListEntry } from '../power-list-entry.js';
import { PowerListVersion } from '../power-list-version.js';
import type { ListChangeProposal } from './list-change-proposal.js';
import { ProposalKind } from './proposal-vocabulary.js';

/** What publishing a proposal does: the list's next version, and the end of the grants that it takes back. */
export const publishChange: Effect<ListChangeProposal, Publication> = {
  title: {
    zh: '公布新版本,旧版本仍可查;取消的赋权自生效日收回',
    en: 'publishes the next version, the one before stays readable; cancelled grants end with the day before',
  },
  apply: async (row, moment) => {
    const { context: inside, input } = moment;
    const documentNumber = input.documentNumber.trim();
    const publication = { ...input, documentNumber };
    const list = await lockedList(inside, row.listCode);
    row.resultNumber = await publishVersion(inside, list, await changeOf(row, moment), publication);
    if (row.kind !== ProposalKind.CANCEL) return;
    await withdrawGrants(inside, {
      itemCode: row.itemCode,
      countyCode: row.regionCode.slice(0, 6),
      townCodes: row.townCodes,
      from: input.effectiveFrom,
      documentNumber,
    });
  },
};

async function changeOf(
  { kind, listCode, itemCode, townCodes, note, texts }: ListChangeProposal,
  { context: { session } }: Moment<Publication>,
): Promise<EntryChange> {
  const versions = await session.many(PowerListVersion, 'listCode', listCode, ['number']);
  const entries = await session.many(PowerListEntry, 'edition', versions.at(-1)?.edition ?? '', ['code']);
  const standing = entries.find(({ code }) => code === itemCode);
  if (kind === ProposalKind.CANCEL && townCodes.length === 0) return { code: itemCode, entry: null, texts: null };
  const excepted = new Set([...(standing?.exceptTowns ?? []), ...(kind === ProposalKind.CANCEL ? townCodes : [])]);
  return {
    code: itemCode,
    entry: { note: note ?? standing?.note ?? null, exceptTowns: [...excepted].sort() },
    texts,
  };
}
