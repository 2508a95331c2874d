/**
 * Terminology.
 * - module: a subgraph or a plug-in; a plain value, whose import opens nothing.
 * - subgraph: one domain's schema, rows and verbs.
 * - plug-in: a module that joins later; it may bring a subgraph, hooks, or both.
 * - verb: a mutation, named in the domain's words; each has one policy.
 * - reference: the key by which another subgraph names an entity.
 */
// TypeGraphQL's decorators keep their notes in it, so it must stand before the first of them runs.
import 'reflect-metadata';
import type { Caller } from '../identity/caller.js';
import type { Policy } from '../identity/policy.js';
import type { Migration } from '../data/migrate.js';
import type { Sheet } from '../onboarding/sheet.js';
import type { Visibility } from '../data/visibility.js';
import type { Bilingual } from './fault.js';
import type { Hooks, Host } from './host.js';

/** A class as a value: of an entity, a GraphQL type or a resolver. */
export type Class<T extends object = object> = new (...parameters: never[]) => T;

/** An entity of a module: its class, who may see its rows, and the keys by which other subgraphs may name it. */
export interface EntityDeclaration {
  readonly entity: Class;
  readonly visibility: Visibility;
  /** Unique columns, `id` first; each is a federation `@key`. Rows are fetched by them in batches. */
  readonly keys: readonly string[];
}

/** A realm role that a module brings to Keycloak, and the graph's scopes that holding it amounts to. */
export interface RoleDeclaration {
  readonly name: string;
  readonly title: Bilingual;
  readonly scopes: readonly string[];
}

/** What a subgraph adds to the graph. */
export interface SubgraphDeclaration {
  readonly resolvers: readonly [Class, ...Class[]];
  readonly entities: readonly EntityDeclaration[];
  /** Types of other subgraphs that this one adds fields to or refers to, keyed by what it stores of them. */
  readonly foreign?: readonly Class[];
  readonly migrations: readonly Migration[];
  /** One policy for each mutation; a mutation without one is refused at installation. */
  readonly policies: readonly Policy[];
  readonly sheets?: readonly Sheet[];
}

/** A subgraph or a plug-in. */
export interface Module {
  readonly kind: 'subgraph' | 'plugin';
  /** Lower-case word; the subgraph's name in the supergraph and the module's PostgreSQL schema. */
  readonly name: string;
  readonly version: string;
  readonly title: Bilingual;
  /** Names of modules that must be installed before this one. */
  readonly needs?: readonly string[];
  readonly subgraph?: SubgraphDeclaration;
  readonly roles?: readonly RoleDeclaration[];
  /** Named decisions for `@policy`, about the caller alone. */
  readonly callerPolicies?: Readonly<Record<string, (caller: Caller) => boolean>>;
  readonly hooks?: Hooks;
  /** Opens what the module needs beyond the database; what it returns closes it again. */
  start?(host: Host): Promise<() => Promise<void>>;
}

/** Declares one of the portal's domains. */
export function defineSubgraph(
  declaration: Omit<Module, 'kind' | 'subgraph' | 'hooks'> & SubgraphDeclaration,
): Module & { readonly subgraph: SubgraphDeclaration } {
  const { resolvers, entities, foreign, migrations, policies, sheets, ...module } = declaration;
  return Object.freeze({
    ...module,
    kind: 'subgraph' as const,
    subgraph: { resolvers, entities, foreign, migrations, policies, sheets },
  });
}

/** Declares a module that joins later: hooks, a subgraph, or both. */
export function definePlugin(declaration: Omit<Module, 'kind'>): Module {
  return Object.freeze({ ...declaration, kind: 'plugin' as const });
}
