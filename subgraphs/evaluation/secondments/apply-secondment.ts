import { v7 as uuid } from 'uuid';
import { requireRole } from '../../../kit/identity/policy.js';
import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { begin } from '../../../kit/workflow/move.js';
import { policyOf } from '../../../kit/workflow/policies-of.js';
import { requireWritten } from '../../../kit/workflow/written-text.js';
import type { Secondment } from './secondment.js';
import { secondmentWorkflow } from './secondment-workflow.js';

const townLength = 9;

/** Whom an organisation wants to borrow, what for and for which days. */
export interface SecondmentWish {
  readonly staffNumber: string;
  readonly to: string;
  readonly purpose: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

interface Answer {
  readonly staffMember: {
    readonly workingOrganization: { readonly code: string; readonly region: { readonly code: string } | null } | null;
  };
  readonly organizations: {
    readonly edges: readonly {
      readonly node: { readonly code: string; readonly region: { readonly code: string } | null };
    }[];
  };
}

const question = `query ($number: ID!) {
  staffMember(number: $number) { workingOrganization { code region { code } } }
  organizations(kind: TOWN_GOVERNMENT, first: 100) { edges { node { code region { code } } } }
}`;

/**
 * Asks a town for somebody who works there. Faults: NOT_FOUND for the person; INVALID, TEXT_LENGTH; CONFLICT, reasons
 * NOT_OF_A_TOWN, SECONDMENT_IN_THE_PAST, SECONDMENT_TOO_LONG, LOCKED_STAFF and SECONDMENT_OVERLAPS.
 */
export async function applySecondment(context: Context, wish: SecondmentWish): Promise<Secondment> {
  requireRole(policyOf(secondmentWorkflow, 'applySecondment'), context);
  const { staffNumber, to, purpose, startsOn, endsOn } = wish;
  requireWritten({ zh: '事由', en: 'The purpose' }, purpose, 500);
  requireWritten({ zh: '借入单位', en: 'The borrower' }, to, 100);
  const { staffMember, organizations } = await context.ask<Answer>(question, { number: staffNumber });
  const from = staffMember.workingOrganization;
  const region = from?.region?.code.slice(0, townLength) ?? '';
  const town = organizations.edges.find(({ node }) => node.region?.code === region)?.node.code;
  if (!from || town === undefined) throw notOfTown(staffNumber);
  const secondment = {
    id: uuid(),
    regionCode: region,
    staffNumber,
    fromCode: from.code,
    toCode: to,
    townCode: town,
    partyCodes: [town, to],
    purpose: purpose.trim(),
    startsOn,
    endsOn,
    answer: null,
  };
  return begin(secondmentWorkflow, 'applySecondment', secondment, context, {});
}

function notOfTown(staffNumber: string): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `${staffNumber} 不在镇街工作。`, en: `${staffNumber} does not work in a town.` },
    { reason: 'NOT_OF_A_TOWN', details: { staff: staffNumber } },
  );
}
