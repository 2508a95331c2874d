import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { askOrganizations } from '../ask-organizations.js';
import type { CalledOutInput } from './command-arguments.js';
import type { CalledOut } from './command-inputs.js';
import { CommandLevel } from './command-vocabulary.js';

interface Contact {
  readonly number: string;
  readonly workingOrganization: { readonly code: string } | null;
  readonly gridRoles: readonly { readonly grid: { readonly code: string } | null }[] | null;
}

const heads = 'query ($code: ID!) { organization(code: $code) { head { number } } }';
const contacts = `query ($number: ID!) {
  staffMember(number: $number) { number workingOrganization { code } gridRoles { grid { code } } }
}`;

/**
 * Asks, of each organisation that is to be called out, where it stands and whose telephone the order goes to. Faults: NOT_FOUND
 * for an organisation or a contact; INVALID, reasons CONTACT_MISSING, where an organisation has no head that is known, and
 * CONTACT_ELSEWHERE, where somebody works somewhere else.
 */
export async function askResponders(
  context: Context,
  inputs: readonly CalledOutInput[],
  gridCode: string | null,
): Promise<CalledOut[]> {
  if (inputs.length === 0) return [];
  const organizations = await askOrganizations(
    context,
    inputs.map(({ organization }) => organization),
  );
  return Promise.all(
    inputs.map(async ({ organization, isLead, contact }, index) => {
      const regionCode = organizations[index]?.regionCode ?? '';
      const contactNumber = contact ?? (await askHead(context, organization));
      const { staffMember } = await context.ask<{ readonly staffMember: Contact }>(contacts, { number: contactNumber });
      if (staffMember.workingOrganization?.code !== organization) throw contactElsewhere(contactNumber, organization);
      const inGrid = (staffMember.gridRoles ?? []).some(({ grid }) => grid !== null && grid.code === gridCode);
      return { organizationCode: organization, regionCode, isLead, contactNumber, level: levelOf(regionCode, inGrid) };
    }),
  );
}

async function askHead(context: Context, code: string): Promise<string> {
  const { organization } = await context.ask<{
    readonly organization: { readonly head: { readonly number: string } | null };
  }>(heads, { code });
  if (organization.head) return organization.head.number;
  throw new Fault(
    'INVALID',
    {
      zh: `「${code}」没有登记的负责人,请指明接令人。`,
      en: `"${code}" has no head on record; name whom the order goes to.`,
    },
    { reason: 'CONTACT_MISSING', details: { organization: code } },
  );
}

function levelOf(regionCode: string, inGrid: boolean): CommandLevel {
  if (inGrid) return CommandLevel.GRID;
  if (regionCode.length > 9) return CommandLevel.VILLAGE;
  return regionCode.length > 6 ? CommandLevel.TOWN : CommandLevel.COUNTY;
}

function contactElsewhere(number: string, organization: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `${number} 不在「${organization}」工作。`, en: `${number} does not work at "${organization}".` },
    { reason: 'CONTACT_ELSEWHERE', details: { number, organization } },
  );
}
