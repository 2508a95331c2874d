import type { Bilingual } from '../kit/module/fault.js';
import { durationInWords } from '../kit/time/duration.js';
import { deadlinesIn } from '../kit/workflow/deadlines-in.js';
import type { Deadline, TransitionOutline, WorkflowOutline } from '../kit/workflow/workflow.js';

type Verb = readonly [name: string, transition: TransitionOutline];

/** A workflow as a page: the diagram, its states with their deadlines, and what each verb does in each state. */
export function pageOf(workflow: WorkflowOutline): string {
  const { title, source, module, name, steps = {} } = workflow;
  const verbs = Object.entries(workflow.transitions);
  const stepTitles = Object.entries(steps).map(([step, each]) => `${step} ${both(each)}`);
  return `${[
    `# ${both(title)}`,
    '',
    `Generated from the table of the workflow \`${name}\` in the module \`${module}\`; do not edit. Source 依据: ${both(source)}.`,
    '',
    '```mermaid',
    ...diagramOf(workflow, verbs),
    '```',
    '',
    '## States 状态',
    '',
    '| state | 名称 title | deadline 时限 | when it runs out 到期 | besides 其他 |',
    '|---|---|---|---|---|',
    ...Object.keys(workflow.states).map((state) => stateRow(workflow, state)),
    '',
    '## Verbs 动作',
    '',
    '| state | verb | next 下一状态 | who 谁 | deadline 时限 | refused with 拒绝理由 | step 环节 | events 消息 |',
    '|---|---|---|---|---|---|---|---|',
    ...['', ...Object.keys(workflow.states)].flatMap((state) =>
      verbs.filter(([, { from }]) => leaves(from, state)).map((verb) => verbRow(workflow, state, verb)),
    ),
    '',
    '⏱ and 系统 mark what the system does by itself. Every verb of persons is also refused with ROLE_MISSING, WRONG_STATE, STALE_VERSION and, out of sight, NOT_FOUND.',
    ...(stepTitles.length === 0 ? [] : ['', `Steps 环节: ${stepTitles.join(' → ')}.`]),
    '',
    '## Rules 规则',
    '',
    ...verbs.map(ruleOf),
  ].join('\n')}\n`;
}

/** The index of the pages. */
export function indexOf(workflows: readonly WorkflowOutline[]): string {
  return `${[
    '# Workflows 流程',
    '',
    'Generated from the tables of the modules by `npm run schema`; do not edit.',
    '',
    '| workflow 流程 | module 模块 | states 状态 | verbs 动作 |',
    '|---|---|---|---|',
    ...workflows.map(({ name, title, module, states, transitions }) =>
      row(
        `[${both(title)}](${fileOf(name)})`,
        module,
        String(Object.keys(states).length),
        String(Object.keys(transitions).length),
      ),
    ),
  ].join('\n')}\n`;
}

/** The file of a workflow's page. */
export function fileOf(name: string): string {
  return `${name.replaceAll(' ', '-')}.md`;
}

function diagramOf({ states }: WorkflowOutline, verbs: readonly Verb[]): string[] {
  const titles = Object.entries(states).map(([state, { title }]) => `  state "${both(title)}" as ${state}`);
  const ends = Object.entries(states).flatMap(([state, { final }]) => (final ? [`  ${state} --> [*]`] : []));
  return ['stateDiagram-v2', ...titles, ...verbs.flatMap(arrowsOf), ...ends];
}

/** One arrow for each state that a verb leaves; a verb that chooses leads through a diamond, so that arrows stay few. */
function arrowsOf([verb, { from, to, title, by }]: Verb): string[] {
  const label = `${title.zh} ${verb}${by === 'system' ? ' ⏱' : ''}`;
  const begins = from.length === 0 ? ['[*]'] : from;
  if (typeof to === 'string') return begins.map((state) => `  ${state} --> ${to}: ${label}`);
  const diamond = `${verb}_chooses`;
  return [
    `  state ${diamond} <<choice>>`,
    ...begins.map((state) => `  ${state} --> ${diamond}: ${label}`),
    ...to.among.map((state) => `  ${diamond} --> ${state}`),
  ];
}

function stateRow({ states }: WorkflowOutline, state: string): string {
  const declared = states[state];
  const { final, suspends, gathers } = declared ?? {};
  const deadlines = deadlinesIn(declared);
  const besides = [
    ...(final ? ['终态 final'] : []),
    ...(suspends === undefined ? [] : [`暂停 suspends \`${suspends}\``]),
    ...(gathers === undefined ? [] : [`征集 gathers: ${both(gathers.title)}`]),
  ];
  return row(
    state,
    declared ? both(declared.title) : '',
    deadlines.map(({ name, title, length }) => `\`${name}\` ${both(title)}: ${lengthOf(length)}`).join('; '),
    deadlines.flatMap(({ then }) => (then === undefined ? [] : `\`${then}\``)).join('; '),
    besides.join('; '),
  );
}

function verbRow({ states }: WorkflowOutline, state: string, [verb, transition]: Verb): string {
  const { title, to, by, once, conditions = [], guards = [], step, emits = [] } = transition;
  const reasons = [...(once ? ['ONLY_ONCE'] : []), ...[...conditions, ...guards].map(({ reason }) => reason)];
  return row(
    state,
    `\`${verb}\` ${both(title)}`,
    typeof to === 'string' ? to : to.among.join(', '),
    by === 'system' ? '系统 system' : by.join(', '),
    deadlinesIn(states[state])
      .map(({ name }) => name)
      .join(', '),
    [...new Set(reasons)].join(', '),
    step ?? '',
    emits.map(({ event }) => event.name).join(', '),
  );
}

/** What the tables have no column for: what a verb changes beside the state, how it chooses, and where it comes from. */
function ruleOf([verb, transition]: Verb): string {
  const { title, to, effect, restarts, silence, extends: extension, source } = transition;
  const parts = [
    ...(typeof to === 'string' ? [] : [`下一状态 next: ${both(to.rule)}`]),
    ...(effect ? [`${both(effect.title)}`] : []),
    ...(restarts ? ['重新计时 starts its deadline anew'] : []),
    ...(extension ? [`延长 extends \`${extension.deadline}\``] : []),
    ...(silence === undefined ? [] : [`未答复视为 silence counts as ${silence}`]),
    `依据 source: ${both(source)}`,
  ];
  return `- \`${verb}\` ${both(title)}: ${parts.join('; ')}.`;
}

function leaves(from: readonly string[], state: string): boolean {
  return state === '' ? from.length === 0 : from.includes(state);
}

type Length = Deadline['length'];

function lengthOf(length: Length): string {
  if ('of' in length) return both(length.rule);
  return `${both(durationInWords(length.otherwise))} (\`${length.key}\`)`;
}

function both({ zh, en }: Bilingual): string {
  return zh === en ? zh : `${zh} ${en}`;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
