import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import type { Case } from '../cases/case.js';
import type { ItemFacts, NamedOrganization } from '../cases/case-verbs.js';
import { actingBelow, checkProcedure, type LawfulPower } from '../cases/lawful-subject.js';

interface Answer {
  readonly powerItem:
    | (ItemFacts & {
        readonly category: string;
        readonly simpleProcedure: boolean;
        readonly sourceOrganization: NamedOrganization | null;
      })
    | null;
  readonly here: { readonly organization: NamedOrganization | null } | null;
  readonly own: { readonly organization: NamedOrganization | null } | null;
  readonly county: { readonly name: string } | null;
}

const named = '{ organization { code name shortName } }';
const question = `query ($item: ID!, $here: ID!, $own: ID!, $on: Date!, $county: ID!) {
  powerItem(code: $item) {
    code name category domain legalBasis simpleProcedure sourceOrganization { code name shortName }
  }
  here: whoMayExercise(item: $item, region: $here, on: $on) ${named}
  own: whoMayExercise(item: $item, region: $own, on: $on) ${named}
  county: region(code: $county) { name }
}`;

/**
 * The power over a case that was passed on. Its receiver need not have held it on the day of the act: the sender did. What
 * counts is today: the power where the act was done or where the receiver stands, or the department's own (Administrative
 * Penalty Law §§ 22 to 25). Fault CONFLICT, reason RECEIVER_MAY_NOT_ENFORCE.
 */
export async function receivedPower(
  context: Context,
  { powerItemCode: item, regionCode, procedure }: Pick<Case, 'powerItemCode' | 'regionCode' | 'procedure'>,
  on: string,
): Promise<LawfulPower> {
  const acting = await actingBelow(context, regionCode);
  const own = acting[0]?.region ?? regionCode;
  const county = regionCode.slice(0, 6);
  const answer = await context.ask<Answer>(question, { item, here: regionCode, own, on, county });
  const { powerItem } = answer;
  if (powerItem === null) throw new Error(`Authority answers nothing about the item ${item}.`);
  checkProcedure(powerItem, procedure);
  const holders = [answer.here?.organization, answer.own?.organization, powerItem.sourceOrganization];
  for (const subject of holders) {
    const below = acting.find(({ superiors }) => subject && superiors.includes(subject.code));
    if (subject && below) {
      const { code, superiors } = below;
      return {
        item: powerItem,
        subject,
        acting: code,
        superiors,
        reconsiderationBody: `${answer.county?.name ?? ''}人民政府`,
      };
    }
  }
  throw receiverMayNot(context.caller.organizations.join('、'), item, answer.here?.organization?.code ?? '');
}

/** The Fault for an organisation that may not exercise the power of a case that goes to it. */
export function receiverMayNot(to: string, item: string, holder: string): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `「${to}」无权行使事项「${item}」,有权行使的是「${holder}」。`,
      en: `"${to}" may not exercise the item "${item}"; it is for "${holder}".`,
    },
    { reason: 'RECEIVER_MAY_NOT_ENFORCE', details: { to, item, holder } },
  );
}
