import { v7 as uuid } from 'uuid';
import { notFound, type Target } from '../../../kit/data/perform.js';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin, move } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import { regionOf } from '../directory-sheets.js';
import { Organization, OrganizationKind } from '../organization.js';
import type { DutySinkInput } from './duty-sink-input.js';
import type { DutySinkRequest } from './duty-sink-request.js';
import type { ResourceSupport, ResourceSupportInput } from './resource-support.js';
import { sinkWorkflow } from './sink-workflow.js';

const mostTowns = 50;
const mostSupports = 20;

/**
 * Asks, for the caller's department, to have towns do one of its duties; a draft until it is submitted. Faults: NOT_FOUND for
 * a town; INVALID, reasons TEXT_LENGTH, SINK_TOWNS and SUPPORT_UNFIT; those of the workflow's table.
 */
export async function requestDutySink(context: Context, input: DutySinkInput): Promise<DutySinkRequest> {
  requireRole(policyOf(sinkWorkflow, 'requestDutySink'), context);
  const applicantCode = context.caller.organizations[0] ?? '';
  const regionCode = regionOf(applicantCode);
  checkTexts(input);
  const supports = supportsOf(input.supports);
  await checkTowns(context, input.towns, regionCode);
  const { title, domain, content, legalBasis, towns, endsOn = null } = input;
  const request = {
    id: uuid(),
    regionCode,
    applicantCode,
    title: title.trim(),
    domain: domain.trim(),
    content: content.trim(),
    legalBasis: legalBasis.trim(),
    endsOn,
    townCodes: [...towns].sort(),
    partyCodes: [applicantCode, ...towns],
    consents: [],
    supports,
    legalOpinion: null,
    lawful: null,
    decision: null,
    dutyCode: null,
  };
  return begin(sinkWorkflow, 'requestDutySink', request, context, {});
}

/** Says anew what the towns shall do and get; what they said before counts no more. Faults INVALID as `requestDutySink`. */
export function amendDutySink(
  context: Context,
  target: Target,
  { content, supports }: { readonly content: string; readonly supports: readonly ResourceSupportInput[] },
): Promise<DutySinkRequest> {
  requireRole(policyOf(sinkWorkflow, 'amendDutySink'), context);
  requireWritten({ zh: '内容', en: 'The content' }, content, 4000);
  const amended = { content: content.trim(), supports: supportsOf(supports) };
  return move(sinkWorkflow, 'amendDutySink', target, context, amended);
}

function checkTexts({ title, domain, content, legalBasis }: DutySinkInput): void {
  requireWritten({ zh: '事项名称', en: 'The title' }, title, 200);
  requireWritten({ zh: '领域', en: 'The domain' }, domain, 50);
  requireWritten({ zh: '内容', en: 'The content' }, content, 4000);
  requireWritten({ zh: '法律依据', en: 'The legal basis' }, legalBasis, 500);
}

async function checkTowns({ session }: Context, towns: readonly string[], county: string): Promise<void> {
  if (towns.length === 0 || towns.length > mostTowns || new Set(towns).size < towns.length) {
    throw unfitTowns(towns.length, '');
  }
  const found = await Promise.all(towns.map((code) => session.one(Organization, 'code', code)));
  for (const [index, code] of towns.entries()) {
    const town = found[index] ?? null;
    if (town === null) throw notFound(Organization, code);
    const isTown = town.kind === OrganizationKind.TOWN_GOVERNMENT && town.regionCode.startsWith(county);
    if (!isTown) throw unfitTowns(towns.length, code);
  }
}

function supportsOf(inputs: readonly ResourceSupportInput[]): ResourceSupport[] {
  if (inputs.length > mostSupports) throw unfitSupport(String(inputs.length));
  return inputs.map(({ kind, quantity, unit }, index) => {
    requireWritten({ zh: '单位', en: 'The unit' }, unit, 20);
    if (Number(quantity) <= 0) throw unfitSupport(quantity);
    return { number: index + 1, kind, quantity, unit: unit.trim(), deliveredOn: null };
  });
}

function unfitTowns(given: number, code: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `征求意见的须为本县镇街政府,1—${mostTowns} 个且不重复,收到 ${given} 个${code === '' ? '' : `,其中「${code}」不是`}。`,
      en: `Name 1 to ${mostTowns} governments of the county’s towns, each once; got ${given}${code === '' ? '' : `, of which "${code}" is none`}.`,
    },
    { reason: 'SINK_TOWNS', details: { most: mostTowns, given, code } },
  );
}

function unfitSupport(given: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `配套资源至多 ${mostSupports} 项,数量须大于零,收到「${given}」。`,
      en: `At most ${mostSupports} things go with a duty, each in a quantity above zero; got "${given}".`,
    },
    { reason: 'SUPPORT_UNFIT', details: { most: mostSupports, given } },
  );
}
