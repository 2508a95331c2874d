/**
 * Terminology.
 * - docked subgraph: one that a department serves itself, and that is part of the graph while a register says so.
 * - register: where a module keeps which subgraphs are docked. The graph follows it; it never follows the graph.
 * - obstacle: why a subgraph cannot be part of the graph, or cannot be yet.
 * - quarantine: a docked subgraph stays in the schema and is not asked, until a heartbeat finds it well again.
 */
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Execute } from '../data/database.js';
import type { Context } from '../module/context.js';
import { type Bilingual, Fault } from '../module/fault.js';

/** What a subgraph is told of who asks: the caller's own token, claims that the portal signs for it alone, or nothing. */
export type ToldOfCaller = 'RELAY' | 'CLAIMS' | 'NONE';

/** A subgraph that is served elsewhere, with its schema as composition reads it. */
export interface DockedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
  readonly identity: ToldOfCaller;
}

/** Whether two say the same: another schema, address or word about callers is another version. */
export function isSameDocked(one: DockedSubgraph, other: DockedSubgraph): boolean {
  return one.name === other.name && one.url === other.url && one.sdl === other.sdl && one.identity === other.identity;
}

/** A docked subgraph that is in quarantine. */
export interface Ailing {
  readonly subgraph: DockedSubgraph;
  readonly why: Ailment;
}

/** What a register did about it: a version gave way to the one before it, by their numbers, or why it could not. */
export interface Relief {
  readonly version: number;
  readonly instead: number;
  readonly obstacle: Bilingual | null;
}

/** Where a module keeps which subgraphs are docked. */
export interface Register {
  /** Those docked by now, in an order that stands. An empty list where the module's tables are not made yet. */
  read(execute: Execute): Promise<readonly DockedSubgraph[]>;
  /** The operations that clients run and that suffer while a subgraph is in quarantine, by their names. */
  sufferers(subgraph: string, context: Context): Promise<readonly string[]>;
  /**
   * Told by every replica of a subgraph that is in quarantine there: at once, when it ails of something else, and each minute while
   * that lasts. Null where there is nothing to do about it.
   */
  relieve(ailing: Ailing, context: Context): Promise<Relief | null>;
}

/** What stands in the way: a reason for programs, a sentence for people, with composition's own words in it. */
export interface Obstacle {
  readonly rule: string;
  /** The part of the schema that it is about; left out for the whole. */
  readonly about?: string;
  readonly sentence: Bilingual;
}

/** What a service is held to beyond its schema. */
export interface Expectations {
  /** Milliseconds within which nineteen of twenty answers are to come; null where nothing is declared. */
  readonly p95: number | null;
  /** Whether a token that nobody signed is to be refused. */
  readonly verifiesTokens: boolean;
}

/** An operation that clients run, without any value that they wrote. */
export interface LiveOperation {
  readonly digest: string;
  readonly shape: string;
}

/** An operation that is valid now and would not be; the validator's own words. */
export interface BrokenOperation {
  readonly digest: string;
  readonly why: string;
}

/** What an operation may cost, and in how many fetches, how many of them one after the other, it is answered. */
export interface OperationExtent {
  /** As the cost limit counts it, lists without a given size as where nothing is sent. */
  readonly cost: number;
  readonly fetches: number;
  readonly rounds: number;
}

/** An operation that is answered otherwise before and after. */
export interface ChangedOperation {
  readonly digest: string;
  readonly before: OperationExtent;
  readonly after: OperationExtent;
}

/** What a rehearsal found: the obstacles, and the schemas of the modules beside which these subgraphs would stand. */
export interface Rehearsal {
  readonly obstacles: readonly Obstacle[];
  /** Of the operations given; none is looked at where there are obstacles. */
  readonly broken: readonly BrokenOperation[];
  /** Of those that were to be compared and stay valid. */
  readonly changed: readonly ChangedOperation[];
  readonly modules: readonly { readonly name: string; readonly sdl: string }[];
}

/**
 * Why a docked subgraph is in quarantine: it does not answer, it no longer serves the schema that is in use, or its calls failed
 * for too long.
 */
export type Ailment = 'AWAY' | 'DRIFTED' | 'BUDGET';

/** How a docked subgraph is in the eyes of one replica. */
export interface DockedHealth {
  /** Why it is in quarantine, for programs and for people; null while it is not. */
  readonly ailment: { readonly why: Ailment; readonly sentence: Bilingual } | null;
  /** Since when it is so. */
  readonly since: Date;
}

/** What a department has the graph do: look at a schema, or change what is part of the graph. */
export type DockedWork = 'CHECK' | 'CHANGE';

/** What the running graph does for a module that keeps a register. Outside of any transaction: it takes its time. */
export interface Dock {
  /**
   * Does a department's work in its turn: one after the other for each department and kind, so that whoever asks for much waits for
   * itself alone. Fault LIMITED, reason TOO_MANY_CHECKS, for more in a minute than the operator allows.
   */
  inTurn<T>(department: string, kind: DockedWork, work: () => Promise<T>): Promise<T>;
  /**
   * Makes the graph that would serve with exactly these docked subgraphs, as an installation does, and lets it go. `operations` are
   * validated on it, and `compared`, some of them, are planned on it and on the graph that serves.
   */
  rehearse(
    docked: readonly DockedSubgraph[],
    operations: readonly LiveOperation[],
    compared?: readonly LiveOperation[],
  ): Promise<Rehearsal>;
  /** Asks the service at a subgraph's address for its schema; null where it answers with the given one. */
  visit(subgraph: DockedSubgraph): Promise<Obstacle | null>;
  /** Asks the service for what its schema promises and for these; what it fails in. Once it has been visited well. */
  examine(subgraph: DockedSubgraph, expectations: Expectations): Promise<readonly Obstacle[]>;
  /** How this replica finds a subgraph; null for one that is not docked here. */
  health(subgraph: string): DockedHealth | null;
  /** Digests of those operations that ask for a field which this subgraph alone resolves. */
  suffering(subgraph: string, operations: readonly LiveOperation[]): Promise<readonly string[]>;
  /** Resolves when this replica serves what the registers say by now, or has written down why it cannot. */
  follow(): Promise<void>;
}

/** The topic on which replicas hear that a register changed. */
export const dockingTopic = 'kit.docking';

/** Tells every replica, with the commit of the transaction of `manager`, that the register changed. */
export async function announceDocking(manager: EntityManager, subgraph: string): Promise<void> {
  await manager.execute(`select pg_notify('yimen', ?)`, [JSON.stringify({ topic: dockingTopic, about: subgraph })]);
}

/** The dock of a request. Of a module that is a server of its own there is none: Fault UPSTREAM, reason GRAPH_ELSEWHERE. */
export function dockOf({ dock }: { readonly dock?: Dock | undefined }): Dock {
  return dock ?? dockElsewhere;
}

const dockElsewhere: Dock = {
  inTurn: () => Promise.reject(graphElsewhere()),
  rehearse: () => Promise.reject(graphElsewhere()),
  visit: () => Promise.reject(graphElsewhere()),
  examine: () => Promise.reject(graphElsewhere()),
  health: () => null,
  suffering: () => Promise.resolve([]),
  follow: () => Promise.resolve(),
};

function graphElsewhere(): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: '登记模块独立运行,无法在此试组总图;请让它与门户同进程运行。',
      en: 'This module is served apart from the portal and has no graph to try subgraphs on; run it in the portal.',
    },
    { reason: 'GRAPH_ELSEWHERE' },
  );
}
