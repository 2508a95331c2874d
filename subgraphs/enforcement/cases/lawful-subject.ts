import type { Context } from '../../../kit/module/context.js';
import { Fault } from '../../../kit/module/fault.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { radiatingTo } from '../teams/radiation.js';
import { CaseProcedure } from './case-states.js';
import type { ItemFacts, NamedOrganization } from './case-verbs.js';

/** Which power is to be exercised where, for an act of which day, `yyyy-MM-dd`. */
export interface PowerQuestion {
  readonly item: string;
  readonly region: string;
  readonly occurredOn: string;
  readonly procedure: CaseProcedure;
}

/** What authority says of a power that the caller's organisation may exercise by the procedure. */
export interface LawfulPower {
  readonly item: ItemFacts;
  /** In whose name the penalty is made: who holds the power. */
  readonly subject: NamedOrganization;
  /** The caller's organisation: the subject, or one directly below it. */
  readonly acting: string;
  /** It, and the organisation above it. */
  readonly superiors: readonly string[];
  /** Who reconsiders: the county's government (Administrative Reconsideration Law, 2023, § 24). */
  readonly reconsiderationBody: string;
}

const townLength = 9;

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
 * GRANT_NOT_ACTIVE, ITEM_NOT_PENALTY and SIMPLE_PROCEDURE_NOT_ALLOWED.
 */
export async function lawfulPower(
  context: Context,
  { item, region, occurredOn, procedure }: PowerQuestion,
): Promise<LawfulPower> {
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
  const acting = await actingBelow(context, region);
  for (const [day, holder] of [[occurredOn, answer.onTheDay] as const, [today, answer.today] as const]) {
    const may = acting.some((each) => mayActFor(each, holder?.organization));
    if (!may) throw grantNotActive(context, item, day, holder);
  }
  checkProcedure(powerItem, procedure);
  const subject = answer.today?.organization;
  const own = acting.find((each) => mayActFor(each, subject));
  if (!subject || !own) throw new Error(`Nobody holds ${item}.`);
  return {
    item: powerItem,
    subject,
    acting: own.code,
    superiors: own.superiors,
    reconsiderationBody: `${answer.county?.name ?? ''}人民政府`,
  };
}

/** Refuses an item that a procedure does not punish. Faults CONFLICT: ITEM_NOT_PENALTY, SIMPLE_PROCEDURE_NOT_ALLOWED. */
export function checkProcedure(item: NonNullable<Answer['powerItem']>, procedure: CaseProcedure): void {
  const isPenalty = item.category === 'PENALTY';
  if (procedure === CaseProcedure.SIMPLE && !(isPenalty && item.simpleProcedure)) throw notSimple(item);
  if (!isPenalty) throw notPenalty(item);
}

/** One of the caller's organisations: with itself and the one above it, and where it stands. */
interface Acting {
  readonly code: string;
  readonly superiors: readonly string[];
  readonly region: string | null;
  /** The town to which a team of it radiates (EN-03). */
  readonly radiatesTo: string | null;
}

/** Whether an organisation acts for who holds a power: as itself, directly below, or as a central town's in another town. */
function mayActFor({ superiors, radiatesTo }: Acting, holder: NamedOrganization | null | undefined): boolean {
  if (!holder) return false;
  return superiors.includes(holder.code) || (radiatesTo !== null && holder.code.startsWith(`${radiatesTo}-`));
}

/** The caller's organisations, each with itself and the organisation above it, and whether it enforces in a region too. */
export async function actingBelow(context: Context, where: string): Promise<Acting[]> {
  const { caller, ask } = context;
  const radiating = await radiatingTo(context, caller.organizations, where);
  return Promise.all(
    caller.organizations.map(async (code) => {
      const { organization } = await ask<{
        organization: { parent: { code: string } | null; region: { code: string } | null } | null;
      }>('query ($code: ID!) { organization(code: $code) { parent { code } region { code } } }', { code });
      const superiors = [code, ...(organization?.parent ? [organization.parent.code] : [])];
      const radiatesTo = radiating.has(code) ? where.slice(0, townLength) : null;
      return { code, superiors, region: organization?.region?.code ?? null, radiatesTo };
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

/** The Fault for an item by which nobody is punished. */
export function notPenalty({ code }: Pick<ItemFacts, 'code'>): Fault {
  return new Fault(
    'CONFLICT',
    { zh: `事项「${code}」不是行政处罚事项。`, en: `The item "${code}" is no penalty.` },
    { reason: 'ITEM_NOT_PENALTY', details: { item: code } },
  );
}
