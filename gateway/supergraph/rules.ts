import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type TypeNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import type { Caller } from '../../kit/identity/caller.js';
import { Turns } from '../turns.js';
import { type SecurityFeature, securityDirectives } from './security-links.js';

/** A registered `@policy`: a pure function of the caller, never of rows. */
export type CallerPolicy = (caller: Caller) => boolean;

/** One distinct requirement of the graph, however many fields and types carry it. */
export interface Rule {
  /** Place of this rule's bit in a verdict over all rules. */
  readonly number: number;
  readonly feature: SecurityFeature;
  /** Outer list: one suffices; inner list: each is needed. Empty for `@authenticated`, and for a rule that nobody passes. */
  readonly anyOf: readonly (readonly string[])[];
  /** The rule as its specification spells it, equal for equal requirements whatever name the graph imports it under. */
  readonly text: string;
}

/**
 * Every access rule of a composed graph. Number 0 is always `@authenticated`. The lists are closed: a field carries its
 * own rules, those of its return type and, on a root type, those of that type; an interface and its fields carry the
 * rules of every implementing type as well.
 */
export interface Rules {
  readonly all: readonly Rule[];
  /** Type name → numbers, for fragments on that type. */
  readonly types: ReadonlyMap<string, readonly number[]>;
  /** `Type.field` → numbers. */
  readonly fields: ReadonlyMap<string, readonly number[]>;
}

/** Bits over all rules of the graph, by rule number: `1` passes, `0` is denied. */
export function verdictOverAll(rules: Rules, policies: ReadonlyMap<string, CallerPolicy>, caller: Caller): string {
  return rules.all.map((rule) => (passes(rule, policies, caller) ? '1' : '0')).join('');
}

/** Whether a caller meets a rule. A policy that nobody registered denies, as does a rule that could not be read. */
export function passes(rule: Rule, policies: ReadonlyMap<string, CallerPolicy>, caller: Caller): boolean {
  if (rule.feature === 'authenticated') return caller.kind !== 'anonymous';
  if (rule.feature === 'requiresScopes') {
    return rule.anyOf.some((group) => group.every((scope) => caller.scopes.has(scope)));
  }
  return rule.anyOf.some((group) => group.every((name) => policies.get(name)?.(caller) === true));
}

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy` (Apollo's security specifications v0.1) from a supergraph,
 * under whatever name its `@link`s import them. Raises Fault INVALID for a security link that is not one of ours.
 */
export function rulesOf(supergraph: string | DocumentNode): Rules {
  const { definitions } = typeof supergraph === 'string' ? parse(supergraph, { noLocation: true }) : supergraph;
  const steps = readingRules(definitions);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same for a large graph, while requests go on: it may have many fields that many rules hold for. */
export async function rulesInTurns({ definitions }: DocumentNode): Promise<Rules> {
  const turns = new Turns();
  const steps = readingRules(definitions);
  for (;;) {
    await turns.pass();
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Reads the rules field by field. */
function* readingRules(definitions: readonly DefinitionNode[]): Generator<undefined, Rules, undefined> {
  const directives = securityDirectives(definitions);
  const graph = readGraph(definitions, (applied) => requirementsOf(applied, directives));
  yield;
  const texts = [...graph.requirements.values()].flat();
  const all = numbered(texts);
  const numbers = new Map(all.map((rule) => [rule.text, rule.number]));
  const close = closure(graph);
  const numbersOf = (requirements: readonly Requirement[]) =>
    [...new Set(requirements.map(({ text }) => numbers.get(text) ?? 0))].sort((a, b) => a - b);
  const types = new Map<string, readonly number[]>();
  const fields = new Map<string, readonly number[]>();
  for (const [name, type] of graph.types) {
    const ofType = numbersOf(close.type(name));
    if (ofType.length > 0) types.set(name, ofType);
    for (const field of type.fields.keys()) {
      const ofField = numbersOf(close.field(`${name}.${field}`));
      if (ofField.length > 0) fields.set(`${name}.${field}`, ofField);
      yield;
    }
  }
  return { all, types, fields };
}

type Requirement = Omit<Rule, 'number'>;

interface GraphType {
  /** Field name → name of its return type. */
  readonly fields: Map<string, string>;
  readonly implementers: Set<string>;
}

interface Graph {
  readonly types: Map<string, GraphType>;
  readonly roots: ReadonlySet<string>;
  /** `Type` or `Type.field` → what stands on it. */
  readonly requirements: Map<string, readonly Requirement[]>;
}

const authenticated: Requirement = { feature: 'authenticated', anyOf: [], text: '@authenticated' };

function numbered(requirements: readonly Requirement[]): Rule[] {
  const byText = new Map(requirements.map((requirement) => [requirement.text, requirement]));
  byText.delete(authenticated.text);
  // Sorted, so that a verdict means the same after a restart and on every replica.
  const sorted = [...byText.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
  return [authenticated, ...sorted].map((requirement, number) => ({ ...requirement, number }));
}

function requirementsOf(
  applied: readonly ConstDirectiveNode[] | undefined,
  directives: ReadonlyMap<string, SecurityFeature>,
): readonly Requirement[] {
  return (applied ?? []).flatMap((directive) => {
    const feature = directives.get(directive.name.value);
    if (feature === undefined) return [];
    if (feature === 'authenticated') return [authenticated];
    const argument = feature === 'policy' ? 'policies' : 'scopes';
    const node = directive.arguments?.find(({ name }) => name.value === argument);
    const anyOf = groupsOf(node === undefined ? undefined : valueFromASTUntyped(node.value));
    return [{ feature, anyOf, text: `@${feature}(${argument}: ${spelled(anyOf)})` }];
  });
}

function groupsOf(value: unknown): readonly (readonly string[])[] {
  const isGroup = (group: unknown): group is string[] =>
    Array.isArray(group) && group.length > 0 && group.every((name) => typeof name === 'string');
  // What cannot be read must not open a field: no group, and so nobody passes.
  if (!Array.isArray(value) || !value.every(isGroup)) return [];
  const sorted = value.map((group) => [...new Set(group)].sort());
  return sorted.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function spelled(anyOf: readonly (readonly string[])[]): string {
  return `[${anyOf.map((group) => `[${group.map((name) => JSON.stringify(name)).join(', ')}]`).join(', ')}]`;
}

function readGraph(
  definitions: readonly DefinitionNode[],
  read: (applied: readonly ConstDirectiveNode[] | undefined) => readonly Requirement[],
): Graph {
  const types = new Map<string, GraphType>();
  const requirements = new Map<string, readonly Requirement[]>();
  const roots = new Set<string>();
  const typeNamed = (name: string) => {
    const type = types.get(name) ?? { fields: new Map(), implementers: new Set() };
    types.set(name, type);
    return type;
  };
  const require = (coordinate: string, applied: readonly ConstDirectiveNode[] | undefined) =>
    requirements.set(coordinate, [...(requirements.get(coordinate) ?? []), ...read(applied)]);
  for (const definition of definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION) {
      for (const root of definition.operationTypes ?? []) roots.add(root.type.name.value);
    } else if (isTypeDefinitionNode(definition) || isTypeExtensionNode(definition)) {
      const name = definition.name.value;
      const type = typeNamed(name);
      require(name, definition.directives);
      if (!hasOutputFields(definition)) continue;
      for (const interfaceNode of definition.interfaces ?? [])
        typeNamed(interfaceNode.name.value).implementers.add(name);
      for (const field of definition.fields ?? []) {
        type.fields.set(field.name.value, namedType(field.type));
        require(`${name}.${field.name.value}`, field.directives);
      }
    }
  }
  return { types, requirements, roots };
}

/** Works each name out once: interfaces that implement each other lead to one again and again, twice as often with each level. */
function remembering(work: (name: string) => readonly Requirement[]): typeof work {
  const known = new Map<string, readonly Requirement[]>();
  return (name) => {
    const found = known.get(name) ?? [...new Map(work(name).map((each) => [each.text, each])).values()];
    known.set(name, found);
    return found;
  };
}

function closure(graph: Graph) {
  const own = (coordinate: string) => graph.requirements.get(coordinate) ?? [];
  const implementers = (name: string) => [...(graph.types.get(name)?.implementers ?? [])];
  const ofType = remembering((name) => [...own(name), ...implementers(name).flatMap(own)]);
  // A parent's rule counts at its fields only where no field or fragment leads to the parent: at the root.
  const ofField = remembering((coordinate): readonly Requirement[] => {
    const [name = '', field = ''] = coordinate.split('.');
    return [
      ...(graph.roots.has(name) ? ofType(name) : []),
      ...own(coordinate),
      ...ofType(graph.types.get(name)?.fields.get(field) ?? ''),
      ...implementers(name).flatMap((implementer) => ofField(`${implementer}.${field}`)),
    ];
  });
  return { type: ofType, field: ofField };
}

type OutputTypeNode = Extract<DefinitionNode, { readonly fields?: readonly FieldDefinitionNode[] }>;

function hasOutputFields(definition: DefinitionNode): definition is OutputTypeNode {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.OBJECT_TYPE_EXTENSION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
