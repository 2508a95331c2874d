import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { type DefinitionNode, Kind, parse, print } from 'graphql';

export enum ChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}
registerEnumType(ChangeKind, {
  name: 'SubgraphChangeKind',
  description: '两个版本之间的差异种类。 How a part of a schema differs.',
  valuesConfig: {
    ADDED: { description: '新增。 Only in the later one.' },
    REMOVED: { description: '删除。 Only in the earlier one.' },
    CHANGED: { description: '修改。 In both, and not the same.' },
  },
});

/** One part of a schema that differs between two versions. */
@ObjectType({ description: '两个版本之间的一处差异。 One part of the schema that differs.' })
export class SubgraphChange {
  @Field(() => ChangeKind, { description: '种类。 Kind.' })
  kind!: ChangeKind;

  @Field(() => String, { description: '类型、字段或指令。 The type, field or directive.' })
  coordinate!: string;

  @Field(() => String, { nullable: true, description: '之前。 As it was.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: '之后。 As it is.' })
  after!: string | null;
}

/** How two schemas differ, part by part, in the order of names; the order of what they say counts for nothing. */
export function compareSchemas(earlier: string, later: string): SubgraphChange[] {
  const before = partsOf(earlier);
  const after = partsOf(later);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((coordinate) => {
    const [was, is] = [before.get(coordinate) ?? null, after.get(coordinate) ?? null];
    if (was === is) return [];
    const kind = was === null ? ChangeKind.ADDED : is === null ? ChangeKind.REMOVED : ChangeKind.CHANGED;
    return [{ kind, coordinate, before: was, after: is }];
  });
}

function partsOf(sdl: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const add = (coordinate: string, text: string): void => {
    parts.set(coordinate, [...(parts.get(coordinate)?.split('\n') ?? []), text].join('\n'));
  };
  for (const definition of parse(sdl, { noLocation: true }).definitions) {
    const name = nameOf(definition);
    if ('fields' in definition && definition.fields) {
      add(name, print({ ...definition, fields: [] }));
      for (const field of definition.fields) add(`${name}.${field.name.value}`, print(field));
    } else add(name, print(definition));
  }
  return parts;
}

function nameOf(definition: DefinitionNode): string {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION) return `@${definition.name.value}`;
  return 'name' in definition && definition.name ? definition.name.value : 'schema';
}
