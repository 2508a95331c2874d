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
import type { Setting } from '../county/setting.js';
import type { Caller } from '../identity/caller.js';
import type { Policy } from '../identity/policy.js';
import type { Register } from '../docking/dock.js';
import type { Migration } from '../data/migrate.js';
import type { Sheet } from '../onboarding/sheet.js';
import type { Visibility } from '../data/visibility.js';
import type { EventDeclaration, EventHandler } from '../events/declare-event.js';
import type { TimerHandler } from '../events/runner.js';
import type { Ledger } from '../timeline/ledger.js';
import type { WorkflowOutline } from '../workflow/workflow.js';
import type { Bilingual } from './fault.js';
import type { DirectiveDeclaration, FederationVersion } from './federation-head.js';
import type { Hooks, Host } from './host.js';

/** A class as a value: of an entity, a GraphQL type or a resolver. */
export type Class<T extends object = object> = new (...parameters: never[]) => T;

/** An entity of a module: its class, who may see its rows, and the keys by which other subgraphs may name it. */
export interface EntityDeclaration {
  readonly entity: Class;
  readonly visibility: Visibility;
  /**
   * Its federation `@key`s, `id` first: a unique column, or several that are unique together, as the field set
   * `sku variation { id }`, whose nested field stands in the column `variationId`. Rows are fetched by them in batches.
   */
  readonly keys: readonly string[];
}

/** A realm role that a module brings to Keycloak, and the graph's scopes that holding it amounts to. */
export interface RoleDeclaration {
  readonly name: string;
  readonly title: Bilingual;
  readonly scopes: readonly string[];
  /** Whoever holds it may hold no other role that is declared, and has no territory, office or staff number: an administrator. */
  readonly exclusive?: boolean;
  /** What its holder may do in Keycloak itself: roles of the client `realm-management`. */
  readonly keycloakRoles?: readonly string[];
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
  /** The lives of its aggregates. Their verbs' policies need no mention among `policies`. */
  readonly workflows?: readonly WorkflowOutline[];
  /** Rules of this module that counties set differently, in their profiles. */
  readonly settings?: readonly Setting[];
  /** The federation specification that its schema is written in; 2.9 when left out. An older one lacks later directives. */
  readonly federation?: FederationVersion;
  /** Directives of its own that the supergraph keeps. */
  readonly directives?: readonly DirectiveDeclaration[];
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
  /** Events that it emits, which others may handle. */
  readonly emits?: readonly EventDeclaration[];
  /** What it does when another module's event comes. */
  readonly handlers?: readonly EventHandler[];
  /** Its timers beside those of its workflows' deadlines. */
  readonly timers?: readonly TimerHandler[];
  /** What it keeps that may not be changed afterwards, beside timelines: the daily head covers it. */
  readonly ledgers?: readonly Ledger[];
  /** Where it keeps which subgraphs of departments are part of the graph: the portal follows it. */
  readonly register?: Register;
  /** Opens what the module needs beyond the database; what it returns closes it again. */
  start?(host: Host): Promise<() => Promise<void>>;
}

/** Declares one of the portal's domains. */
export function defineSubgraph(
  declaration: Omit<Module, 'kind' | 'subgraph' | 'hooks'> & SubgraphDeclaration,
): Module & { readonly subgraph: SubgraphDeclaration } {
  const { resolvers, entities, foreign, migrations, policies, sheets, workflows, settings, ...rest } = declaration;
  const { federation, directives, ...module } = rest;
  return Object.freeze({
    ...module,
    kind: 'subgraph' as const,
    subgraph: withVerbsOfWorkflows({
      resolvers,
      entities,
      foreign,
      migrations,
      policies,
      sheets,
      workflows,
      settings,
      federation,
      directives,
    }),
  });
}

/** Declares a module that joins later: hooks, a subgraph, or both. */
export function definePlugin({ subgraph, ...declaration }: Omit<Module, 'kind'>): Module {
  const verbs = subgraph && { subgraph: withVerbsOfWorkflows(subgraph) };
  return Object.freeze({ ...declaration, ...verbs, kind: 'plugin' as const });
}

function withVerbsOfWorkflows(subgraph: SubgraphDeclaration): SubgraphDeclaration {
  const verbs = (subgraph.workflows ?? []).flatMap((workflow) => Object.values(workflow.policies));
  return { ...subgraph, policies: [...subgraph.policies, ...verbs] };
}
