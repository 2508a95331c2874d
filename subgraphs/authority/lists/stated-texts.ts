import { Field, InputType } from 'type-graphql';
import { requireWritten } from '../../../kit/workflow/written-text.js';

/** The four texts of an entry as a proposal carries them. */
@InputType({
  description: '清单条目的四项内容,各 1—1000 字(AU-05)。 The four texts of an entry, 1 to 1,000 characters each.',
})
export class StatedTexts {
  @Field(() => String, { description: '县级部门职责。 What the county’s departments do.' })
  countyDuty!: string;

  @Field(() => String, { description: '镇(街)职责。 What the town does.' })
  townDuty!: string;

  @Field(() => String, { description: '协同机制。 How they work together.' })
  coordination!: string;

  @Field(() => String, { description: '履职流程。 In which steps.' })
  procedure!: string;
}

const names = {
  countyDuty: { zh: '县级部门职责', en: 'What the county does' },
  townDuty: { zh: '镇(街)职责', en: 'What the town does' },
  coordination: { zh: '协同机制', en: 'The coordination' },
  procedure: { zh: '履职流程', en: 'The procedure' },
} as const;

/** Refuses texts of which one says nothing. Fault INVALID, reason TEXT_LENGTH. */
export function requireStated(texts: StatedTexts): StatedTexts {
  const { countyDuty, townDuty, coordination, procedure } = texts;
  const stated = { countyDuty, townDuty, coordination, procedure };
  for (const [part, text] of Object.entries(stated)) requireWritten(names[part as keyof typeof names], text, 1000);
  return stated;
}
