import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import type { ItemFacts, NamedOrganization } from './case-verbs.js';

/** Which power is to be exercised where, for an act of which day, `yyyy-MM-dd`. */
export interface PowerQuestion {
  readonly item: string;
  readonly region: string;
  readonly occurredOn: string;
}

/** What authority says of a power that the caller's organisation may exercise by the simple procedure. */
export interface LawfulPower {
  readonly item: ItemFacts;
  /** In whose name the penalty is made: who holds the power. */
  readonly subject: NamedOrganization;
  /** The caller's organisation: the subject, or one directly below it. */
  readonly acting: string;
  /** Who reconsiders: the county's government (Administrative Reconsideration Law, 2023, § 24). */
  readonly reconsiderationBody: string;
}

interface Exercise {
  readonly sentence: string;
  readonly organization: NamedOrganization | null;
}

interface Answer {
  readonly powerItem: (ItemFacts & { readonly category: string; readonly simpleProcedure: boolean }) | null;
  readonly onTheDay: Exercise | null;
  readonly today: Exercise | null;
  readonly county: { readonly name: string } | null;
}

const exercise = '{ sentence organization { code name shortName } }';
const question = `query ($item: ID!, $region: ID!, $on: Date!, $today: Date!, $county: ID!) {
  onTheDay: whoMayExercise(item: $item, region: $region, on: $on) ${exercise}
  today: whoMayExercise(item: $item, region: $region, on: $today) ${exercise}
  powerItem(code: $item) { code name category domain legalBasis simpleProcedure }
  county: region(code: $county) { name }
}`;

/**
 * Asks authority whether the caller's organisation holds the power on the day of the act and today (EN-01; Administrative
 * Penalty Law §§ 24 and 38), before any transaction. Faults: NOT_FOUND for an unknown item or region; CONFLICT, reasons
 * GRANT_NOT_ACTIVE and SIMPLE_PROCEDURE_NOT_ALLOWED.
 */
export async function lawfulPower(context: Context, { item, region, occurredOn }: PowerQuestion): Promise<LawfulPower> {
  const today = dayOf(context.clock.now());
  const answer = await context.ask<Answer>(question, {
    item,
    region,
    on: occurredOn,
    today,
    county: region.slice(0, 6),
  });
  const { powerItem } = answer;
  if (powerItem === null) throw new Error(`Authority answers nothing about the item ${item}.`);
  const acting = await actingBelow(context);
  for (const [day, holder] of [[occurredOn, answer.onTheDay] as const, [today, answer.today] as const]) {
    const may = acting.some(({ superiors }) => holder?.organization && superiors.includes(holder.organization.code));
    if (!may) throw grantNotActive(context, item, day, holder);
  }
  if (powerItem.category !== 'PENALTY' || !powerItem.simpleProcedure) throw notSimple(powerItem);
  const subject = answer.today?.organization;
  const own = acting.find(({ superiors }) => subject && superiors.includes(subject.code));
  if (!subject || !own) throw new Error(`Nobody holds ${item}.`);
  return {
    item: powerItem,
    subject,
    acting: own.code,
    reconsiderationBody: `${answer.county?.name ?? ''}人民政府`,
  };
}

/** The caller's organisations, each with itself and the organisation above it. */
async function actingBelow({ caller, ask }: Context): Promise<{ code: string; superiors: string[] }[]> {
  return Promise.all(
    caller.organizations.map(async (code) => {
      const { organization } = await ask<{ organization: { parent: { code: string } | null } | null }>(
        'query ($code: ID!) { organization(code: $code) { parent { code } } }',
        { code },
      );
      return { code, superiors: [code, ...(organization?.parent ? [organization.parent.code] : [])] };
    }),
  );
}

function grantNotActive({ caller }: Context, item: string, day: string, holder: Exercise | null): Fault {
  const organization = caller.organizations.join('、');
  const instead = holder?.organization;
  return new Fault(
    'CONFLICT',
    {
      zh: `「${organization}」在 ${day} 不持有事项「${item}」的有效赋权:${holder?.sentence ?? ''}有权行使的是「${instead?.name ?? ''}」。`,
      en: `On ${day} "${organization}" holds no grant in force for the item "${item}": ${holder?.sentence ?? ''} It is for "${instead?.code ?? ''}".`,
    },
    { reason: 'GRANT_NOT_ACTIVE', details: { item, organization, day, holder: instead?.code ?? null } },
  );
}

function notSimple({ code, name }: ItemFacts): Fault {
  return new Fault(
    'CONFLICT',
    {
      zh: `事项「${code} ${name}」不适用简易程序,应适用普通程序。`,
      en: `The item "${code}" may not be punished by the simple procedure.`,
    },
    { reason: 'SIMPLE_PROCEDURE_NOT_ALLOWED', details: { item: code } },
  );
}
