import { Field, ObjectType } from 'type-graphql';
import { durationInWords, parseDuration } from '../../../kit/time/duration.js';
import { DutySide } from '../territorial-duty.js';
import { ProcessStep } from './process-step.js';

@ObjectType({ description: '「施工图」:事项的工作流程(AU-07)。 The process of a duty, step by step.' })
export class ProcessDrawing {
  @Field(() => [ProcessStep], { description: '环节,按序号。 Steps in their order.' })
  steps!: ProcessStep[];

  @Field(() => String, {
    description: '流程图(Mermaid 文本),县、镇各一泳道。 The drawing as Mermaid text, a lane for each side.',
  })
  flowchart!: string;
}

/** The drawing of a duty, made of its steps; null without steps. */
export function drawingOf(steps: readonly ProcessStep[]): ProcessDrawing | null {
  if (steps.length === 0) return null;
  return Object.assign(new ProcessDrawing(), { steps, flowchart: flowchartOf(steps) });
}

/** A step's period in words. */
export function periodOf({ periodText }: ProcessStep): { readonly zh: string; readonly en: string } {
  const period = parseDuration(periodText);
  if (period === null) throw new Error(`A step says "${periodText}" for its period.`);
  return durationInWords(period);
}

function flowchartOf(steps: readonly ProcessStep[]): string {
  const lanes = [
    { side: DutySide.COUNTY, title: '县级部门' },
    { side: DutySide.TOWN, title: '镇(街)' },
  ];
  const lines = lanes.flatMap(({ side, title }) => [
    `  subgraph ${side}["${title}"]`,
    ...steps
      .filter((step) => step.side === side)
      .map(
        (step) =>
          `    s${step.sequence}["${step.sequence} ${plain(step.name)}<br/>${plain(step.actor)} ${periodOf(step).zh}"]`,
      ),
    '  end',
  ]);
  const arrows = steps.slice(1).map((step, index) => `  s${steps[index]?.sequence ?? 0} --> s${step.sequence}`);
  return ['flowchart TB', ...lines, ...arrows].join('\n');
}

// Quotes and angle brackets end a label or begin markup in Mermaid.
function plain(text: string): string {
  return text.replaceAll(/["<>]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
