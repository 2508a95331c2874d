import {
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { Fault } from '../../../kit/module/fault.js';
import type { SubgraphResponse } from '../../../gateway/sources/source.js';
import type { GeneratedOperation } from './operation-generator.js';
import { directiveOf } from './seeded-answers.js';
import { hash } from './seeded-values.js';
import type { SupergraphDraft } from './supergraphs.js';

/** Every fetch of one subgraph fails while one operation is answered, whoever plans it and into however many fetches. */
export interface Outage {
  readonly subgraph: string;
  readonly kind: (typeof kinds)[number];
}

const kinds = ['unreachable', 'errors alone', 'null and errors'] as const;

/** Part of keys, which come with whatever refers to an entity. */
const keys: ReadonlySet<string> = new Set(['id', 'sku', 'upc']);

/** Which subgraph alone answers a field, and so which fields fail with it. */
export class Outages {
  readonly #mayFail: readonly string[];
  readonly #schema: GraphQLSchema;
  readonly #owners = new Map<string, Set<string>>();
  readonly #requires = new Map<string, string>();

  constructor({ mayFail }: SupergraphDraft, schema: GraphQLSchema, schemas: ReadonlyMap<string, GraphQLSchema>) {
    this.#mayFail = mayFail;
    this.#schema = schema;
    for (const [subgraph, own] of schemas)
      for (const type of Object.values(own.getTypeMap()))
        if (isObjectType(type) && !type.name.startsWith('_')) this.#learn(subgraph, type);
    for (const [subgraph, own] of schemas)
      for (const type of Object.values(own.getTypeMap())) if (isObjectType(type)) this.#override(subgraph, type);
  }

  /**
   * An outage under which the operation has one right answer: it asks for something that the subgraph alone knows, and
   * for nothing that a planner may ask of it or of another.
   */
  for(operation: GeneratedOperation, number: number): Outage | null {
    const asked = this.#asked(operation);
    const candidates = this.#mayFail.filter(
      (subgraph) =>
        asked.some((field) => this.isOut(subgraph, field)) &&
        !asked.some((field) => !this.isOut(subgraph, field) && this.#owners.get(field)?.has(subgraph)),
    );
    const lot = hash(`outage ${number}`);
    const subgraph = candidates[lot % candidates.length];
    const kind = kinds[lot % kinds.length];
    return subgraph === undefined || kind === undefined ? null : { subgraph, kind };
  }

  /** Whether a field, `Type.field`, fails with a subgraph: it alone answers the field, or one that the field requires. */
  isOut(subgraph: string, field: string): boolean {
    return this.#isOwn(subgraph, field) || this.requires(subgraph, field);
  }

  /** Whether a field that others answer requires one that fails with the subgraph. */
  requires(subgraph: string, field: string): boolean {
    if (this.#isOwn(subgraph, field)) return false;
    const required = this.#requires.get(field);
    return required !== undefined && new RegExp(`\\b(${this.#namesOf(subgraph)})\\b`).test(required);
  }

  #isOwn(subgraph: string, field: string): boolean {
    const owners = this.#owners.get(field);
    return owners?.has(subgraph) === true && owners.size === 1;
  }

  #namesOf(subgraph: string): string {
    const names = [...this.#owners.keys()].flatMap((field) =>
      this.#isOwn(subgraph, field) ? [field.slice(field.indexOf('.') + 1)] : [],
    );
    return names.join('|') || '-';
  }

  #learn(subgraph: string, type: GraphQLObjectType): void {
    const whole = this.#schema.getType(type.name);
    // An interface object answers for every type of its interface.
    const names = isInterfaceType(whole) ? this.#schema.getPossibleTypes(whole).map(({ name }) => name) : [];
    for (const field of Object.values(type.getFields())) {
      const requires = directiveOf(field, 'requires')?.arguments?.[0]?.value;
      if (directiveOf(field, 'external') || keys.has(field.name)) continue;
      for (const name of [type.name, ...names]) {
        const place = `${name}.${field.name}`;
        this.#owners.set(place, (this.#owners.get(place) ?? new Set()).add(subgraph));
        if (requires?.kind === 'StringValue') this.#requires.set(place, requires.value);
      }
    }
  }

  #override(subgraph: string, type: GraphQLObjectType): void {
    for (const field of Object.values(type.getFields())) {
      const given = directiveOf(field, 'override')?.arguments ?? [];
      const from = given.find(({ name }) => name.value === 'from')?.value;
      if (from?.kind !== 'StringValue') continue;
      // No label is in force here, and nobody is drawn below a percentage.
      const isProgressive = given.some(({ name }) => name.value === 'label');
      this.#owners.get(`${type.name}.${field.name}`)?.delete(isProgressive ? subgraph : from.value);
    }
  }

  #asked({ query }: GeneratedOperation): string[] {
    const asked = new Set<string>();
    const typeInfo = new TypeInfo(this.#schema);
    visit(
      parse(query),
      visitWithTypeInfo(typeInfo, {
        Field: ({ name }) => {
          const parent = typeInfo.getParentType();
          const types = isAbstractType(parent) ? this.#schema.getPossibleTypes(parent) : [];
          for (const type of [parent, ...types]) if (type) asked.add(`${type.name}.${name.value}`);
        },
      }),
    );
    return [...asked];
  }
}

/** What a subgraph says during an outage of this kind. */
export function answerDuring({ subgraph, kind }: Outage): SubgraphResponse {
  const message = outageMessage(subgraph);
  if (kind === 'errors alone') return { errors: [{ message }] };
  if (kind === 'null and errors') return { data: null, errors: [{ message }] };
  throw new Fault('UPSTREAM', { zh: message, en: message }, { reason: 'SUBGRAPH_UNREACHABLE', details: { subgraph } });
}

/** Says of a field that what it requires was not to be had: a gateway tells that of the required field's fetch. */
export function requiredMessage(subgraph: string): string {
  return `Subgraph ${subgraph}, which this requires, is out.`;
}

export function outageMessage(subgraph: string): string {
  return `Subgraph ${subgraph} is out.`;
}
