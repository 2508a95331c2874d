import { aside } from '../../kit/aside/aside.js';
import { type Bilingual, Fault, type FaultCode } from '../../kit/module/fault.js';
import { type Excess, excessOf, schemaLimits } from './schema-limits.js';

/** Refuses a schema that has more of anything than it may. Fault LIMITED, or INVALID, with a reason for each kind of measure. */
export async function refuseExcess(sdl: string): Promise<void> {
  const { length: value } = sdl;
  // Whatever is longer is not read at all.
  if (value > schemaLimits.characters) throw excessive({ measure: 'characters', value, line: 1 });
  const excess = await aside(new URL('./schema-limits.ts', import.meta.url), excessOf, sdl);
  if (excess) throw excessive(excess);
}

interface Refusal {
  readonly code: FaultCode;
  readonly reason: string;
  /** What is measured. */
  readonly of: Bilingual;
  /** What to do. */
  readonly instead: Bilingual;
}

const parted = { zh: '请拆成几个子图', en: 'part it into several subgraphs' };
const flatter = { zh: '请减少层数', en: 'write it flatter' };
const shorter = { zh: '请缩短', en: 'shorten it' };

const refusals: Readonly<Record<Exclude<Excess['measure'], 'hidden'>, Refusal>> = {
  characters: { ...large('字符数', 'characters'), instead: parted },
  tokens: { ...large('词元数', 'tokens'), instead: parted },
  types: { ...large('类型数', 'types'), instead: parted },
  fields: { ...large('字段数', 'fields'), instead: parted },
  directives: { ...large('指令数', 'directives'), instead: parted },
  nesting: { ...deep('括号嵌套层数', 'brackets within brackets'), instead: flatter },
  keyNesting: { ...deep('fields 参数的嵌套层数', 'levels of a fields: argument'), instead: flatter },
  name: { ...long('名称字符数', 'characters of a name'), instead: shorter },
  text: { ...long('说明或文本的字符数', 'characters of a description or text'), instead: shorter },
  defaultValues: {
    code: 'LIMITED',
    reason: 'SCHEMA_DEFAULT_EXPANDS',
    of: { zh: '默认值填满后的值的个数', en: 'values of a default once it is filled in' },
    instead: {
      zh: '请给出较小、且不引用自身的默认值',
      en: 'give a smaller default, which does not lead back to itself',
    },
  },
};

function large(zh: string, en: string) {
  return { code: 'LIMITED', reason: 'SCHEMA_TOO_LARGE', of: { zh, en } } as const;
}

function deep(zh: string, en: string) {
  return { code: 'LIMITED', reason: 'SCHEMA_TOO_DEEP', of: { zh, en } } as const;
}

function long(zh: string, en: string) {
  return { code: 'LIMITED', reason: 'SCHEMA_TEXT_TOO_LONG', of: { zh, en } } as const;
}

function excessive({ measure, value, line }: Excess): Fault {
  if (measure === 'hidden') return hidden(value, line);
  const limit = schemaLimits[measure];
  const { code, reason, of, instead } = refusals[measure];
  return new Fault(
    code,
    {
      zh: `SDL 第 ${line} 行:${of.zh}达到 ${value},上限为 ${limit};${instead.zh}。`,
      en: `Line ${line} of the SDL: it reaches ${value} ${of.en}, and the limit is ${limit}; ${instead.en}.`,
    },
    { reason, details: { measure, value, limit, line } },
  );
}

function hidden(codePoint: number, line: number): Fault {
  const character = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  return new Fault(
    'INVALID',
    {
      zh: `SDL 第 ${line} 行有不可见或改变书写方向的字符 ${character},审批人看到的会与机器读到的不同;请删去。`,
      en: `Line ${line} of the SDL has ${character}, which shows as nothing or turns text around, so that people read something else than machines do; leave it out.`,
    },
    { reason: 'SCHEMA_HIDES_CHARACTERS', details: { character, line } },
  );
}
