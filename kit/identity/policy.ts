// TypeGraphQL's decorators keep their notes in it.
import 'reflect-metadata';
import { Directive, Field, ObjectType } from 'type-graphql';
import type { Context } from '../module/context.js';
import type { Class } from '../module/define.js';
import { type Bilingual, Fault, type FaultCode } from '../module/fault.js';

/** A rule about one row, with what a refusal says: its reason, where the rule stands, and who may instead. */
export interface Condition<Row extends object = never> {
  readonly reason: string;
  readonly code: Extract<FaultCode, 'FORBIDDEN' | 'CONFLICT'>;
  readonly sentence: Bilingual;
  /** The law, regulation or design rule that says so. */
  readonly source: Bilingual;
  holds(row: Row, context: Context): boolean | Promise<boolean>;
}

/** Who may do one verb to one kind of row. The same value refuses the mutation and answers `allowedActions`. */
export interface Policy<Row extends object = never> {
  /** The mutation's name. */
  readonly verb: string;
  readonly entity: Class;
  readonly title: Bilingual;
  /** Realm roles of which one is needed, without the prefix `realm:`. */
  readonly roles: readonly string[];
  readonly source: Bilingual;
  readonly conditions: readonly Condition<Row>[];
  /** Set where the verb creates its row, so that no row can tell whether it may be done. */
  readonly creates?: boolean;
}

/** What `decide` finds. */
export type Verdict =
  | { readonly may: true }
  | {
      readonly may: false;
      readonly code: FaultCode;
      readonly reason: string;
      readonly sentence: Bilingual;
      readonly source: Bilingual;
    };

/** The part of a decision that needs no row: whether the caller is known and holds one of the roles. */
function decideByRole(policy: Policy, context: Context): Verdict {
  if (context.caller.kind === 'anonymous') {
    return {
      may: false,
      code: 'UNAUTHENTICATED',
      reason: 'LOGIN_MISSING',
      sentence: { zh: `「${policy.title.zh}」需要登录。`, en: `"${policy.title.en}" needs a login.` },
      source: policy.source,
    };
  }
  if (!policy.roles.some((role) => context.caller.grants.has(`realm:${role}`))) {
    return {
      may: false,
      code: 'FORBIDDEN',
      reason: 'ROLE_MISSING',
      sentence: {
        zh: `「${policy.title.zh}」需要下列角色之一:${policy.roles.join('、')}。`,
        en: `"${policy.title.en}" needs one of the roles ${policy.roles.join(', ')}.`,
      },
      source: policy.source,
    };
  }
  return { may: true };
}

/** Decides one verb on one row for the caller: roles first, then the conditions in their order. */
export async function decide<Row extends object>(policy: Policy<Row>, row: Row, context: Context): Promise<Verdict> {
  const byRole = decideByRole(policy, context);
  if (!byRole.may) return byRole;
  for (const condition of policy.conditions) {
    if (!(await condition.holds(row, context))) return { may: false, ...refusalOf(condition) };
  }
  return { may: true };
}

function refusalOf<Row extends object>({ code, reason, sentence, source }: Condition<Row>) {
  return { code, reason, sentence, source };
}

/** A refusal as the Fault that the mutation answers with. */
export function faultOf(policy: Policy, verdict: Extract<Verdict, { may: false }>): Fault {
  return new Fault(verdict.code, verdict.sentence, {
    reason: verdict.reason,
    details: { verb: policy.verb, source: verdict.source, whoMay: policy.roles },
  });
}

/** Refuses a caller who holds none of a verb's roles, before anything is asked for it. Faults UNAUTHENTICATED, FORBIDDEN. */
export function requireRole(policy: Policy, context: Context): void {
  const verdict = decideByRole(policy, context);
  if (!verdict.may) throw faultOf(policy, verdict);
}

/** Refuses a verb on a row that the policy does not allow. Faults: those of `requireRole` and of the conditions. */
export async function requirePolicy<Row extends object>(
  policy: Policy<Row>,
  row: Row,
  context: Context,
): Promise<void> {
  const verdict = await decide(policy, row, context);
  if (!verdict.may) throw faultOf(policy, verdict);
}

/** One verb, and whether the caller may do it to the row that the list hangs on. */
@ObjectType({
  description:
    '可行使的动作:能否办理;不能时给出理由、依据和可以办理的角色。 One verb: may, or why not and who may instead.',
})
@Directive('@shareable')
export class AllowedAction {
  @Field(() => String, { description: '动作,即变更的名称。 The mutation.' })
  verb!: string;

  @Field(() => Boolean, { description: '当前调用者能否办理。 Whether this caller may.' })
  may!: boolean;

  @Field(() => String, { nullable: true, description: '不能办理的理由代码。 Stable code of the refusal.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: '不能办理的理由。 The refusal as a sentence.' })
  message!: string | null;

  @Field(() => String, { nullable: true, description: '理由的依据。 Where the rule stands.' })
  source!: string | null;

  @Field(() => [String], { description: '可以办理的角色。 Roles that may.' })
  whoMay!: string[];
}

/** Answers an entity's field `allowedActions`: every verb of the list, decided for this caller and this row. */
export async function allowedActions<Row extends object>(
  policies: readonly Policy<Row>[],
  row: Row,
  context: Context,
): Promise<AllowedAction[]> {
  return Promise.all(
    policies.map(async (policy) => {
      const verdict = await decide(policy, row, context);
      const { language } = context;
      return Object.assign(new AllowedAction(), {
        verb: policy.verb,
        may: verdict.may,
        reason: verdict.may ? null : verdict.reason,
        message: verdict.may ? null : verdict.sentence[language],
        source: verdict.may ? null : verdict.source[language],
        whoMay: [...policy.roles],
      });
    }),
  );
}
