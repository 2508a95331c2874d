import type { Condition, Policy } from '../identity/policy.js';
import type { Bilingual } from '../module/fault.js';
import type { Instance, StateDeclaration, Transition, Workflow, WorkflowTable } from './workflow.js';

/** The policy of each verb of persons: the state first, then how often, then the table's own conditions. */
export function policiesOf<Row extends Instance, Inputs>(
  table: WorkflowTable<Row, Inputs>,
): Readonly<Record<string, Policy<Row>>> {
  const transitions = Object.entries(table.transitions) as [string, Transition<Row, never>][];
  return Object.fromEntries(
    transitions
      .filter(([, { by }]) => by !== 'system')
      .map(([verb, transition]) => [
        verb,
        {
          verb,
          entity: table.entity,
          title: transition.title,
          roles: transition.by === 'system' ? [] : transition.by,
          source: transition.source,
          creates: transition.from.length === 0,
          conditions: [
            ...inState(table, transition),
            ...(transition.once ? [onlyOnce<Row>(verb, transition)] : []),
            ...(transition.conditions ?? []),
          ],
        },
      ]),
  );
}

/** The policy of a verb of persons. Throws for a verb that is none. */
export function policyOf<Row extends Instance, Inputs>(
  { name, policies }: Workflow<Row, Inputs>,
  verb: keyof Inputs & string,
): Policy<Row> {
  const policy = policies[verb];
  if (!policy) throw new Error(`${verb} of ${name} is no verb of persons.`);
  return policy;
}

function inState<Row extends Instance, Inputs>(
  table: WorkflowTable<Row, Inputs>,
  { title, from }: Transition<Row, never>,
): Condition<Row>[] {
  if (from.length === 0) return [];
  const states = table.states as Readonly<Record<string, StateDeclaration<Row>>>;
  const named = (language: keyof Bilingual, joint: string): string =>
    from.map((state) => `${states[state]?.title[language]}(${state})`).join(joint);
  return [
    {
      reason: 'WRONG_STATE',
      code: 'CONFLICT',
      sentence: {
        zh: `「${title.zh}」只能在下列状态办理:${named('zh', '、')}。`,
        en: `"${title.en}" can be done only in the state ${named('en', ' or ')}.`,
      },
      source: table.source,
      holds: (row) => from.includes(row.state),
    },
  ];
}

function onlyOnce<Row extends Instance>(verb: string, { title, source }: Transition<Row, never>): Condition<Row> {
  return {
    reason: 'ONLY_ONCE',
    code: 'CONFLICT',
    sentence: { zh: `「${title.zh}」只能办理一次。`, en: `"${title.en}" can be done only once.` },
    source,
    holds: (row) => (row.course.counts[verb] ?? 0) === 0,
  };
}
