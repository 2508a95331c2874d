/*
 * Turns a plan and a client's selection into tables that are read on every request. Assumes that a plan has no rewrites, no
 * conditions and no fetch below the root; NotCompilable for any other, which the plain executor runs.
 */
import {
  getOperationAST,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { EntityFetch, EntityJoin, Plan, PlanNode, RootFetch, SubgraphOperation } from '../../planning/plan.js';
import { type Selected, selectedBy, selections, type Shape } from '../selections.js';
import { AnswerPlace, shapeOfFetch } from './answer-places.js';
import { FixedText } from './four-bytes.js';
import { PathNode } from './join-paths.js';
import { type JoinPath, MergedPlace } from './merged-places.js';
import { NotCompilable } from './not-compilable.js';
import { RepresentationTexts } from './representation-texts.js';
import { WrittenPlace } from './written-places.js';

/** A join of a compiled fetch. */
export interface CompiledJoin {
  /** Its number among the fetches and joins of the plan. */
  readonly number: number;
  readonly responseKey: string;
  /** `"_entities":` */
  readonly opening: FixedText;
  readonly variableName: string;
  /** `"representations":` */
  readonly variableOpening: string;
  readonly place: AnswerPlace;
  readonly paths: readonly { readonly start: PathNode; readonly texts: (place: MergedPlace) => RepresentationTexts }[];
}

/** A compiled fetch of fields of a root type. */
interface CompiledRoot {
  readonly kind: 'root';
  readonly number: number;
  readonly operation: RootFetch;
  readonly place: AnswerPlace;
  /** The request's body up to its variables, in bytes as Latin-1. */
  readonly opening: string;
}

/** A compiled fetch of entities. */
export interface CompiledEntities {
  readonly kind: 'entities';
  readonly operation: EntityFetch;
  readonly joins: readonly CompiledJoin[];
  readonly opening: string;
}

export type CompiledFetch = CompiledRoot | CompiledEntities;

export type CompiledNode =
  | { readonly kind: 'fetch'; readonly fetch: CompiledFetch }
  | { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly CompiledNode[] };

/** A plan and the client's selection, ready to run. */
export interface CompiledOperation {
  readonly plan: Plan;
  readonly node: CompiledNode | undefined;
  readonly root: AnswerPlace;
  readonly merged: MergedPlace;
  readonly written: WrittenPlace;
  /** What the last run needed: bytes, and words of its findings. */
  readonly size: { bytes: number; words: number };
}

/** Compiles a settled plan for the selection that it was made of. Throws NotCompilable. */
export function compileOperation(plan: Plan, shape: Shape, rootType: GraphQLObjectType): CompiledOperation {
  if (plan.subscribe) throw new NotCompilable('subscription');
  const open: OpenPlan = { plan, schema: shape.schema, joins: [], count: 0, pending: [] };
  const node = plan.node && compiledNode(open, plan.node);
  const root = new AnswerPlace(shape, selections([], []), rootType);
  const merged = new MergedPlace(root, [], open.joins);
  for (const finish of open.pending) finish(merged);
  const { operation } = shape.asked;
  const asked = selections([operation.selectionSet], [shape.granted.operation.selectionSet]);
  const written = new WrittenPlace({ shape, types: 0 }, asked, rootType, merged, []);
  return { plan, node, root, merged, written, size: { bytes: 1, words: 1 } };
}

interface OpenPlan {
  readonly plan: Plan;
  readonly schema: GraphQLSchema;
  readonly joins: JoinPath[];
  count: number;
  /** What can be made only once every join is known. */
  readonly pending: ((root: MergedPlace) => void)[];
}

function compiledNode(open: OpenPlan, node: PlanNode): CompiledNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return {
        kind: node.kind === 'Sequence' ? 'sequence' : 'parallel',
        nodes: node.nodes.map((child) => compiledNode(open, child)),
      };
    case 'Fetch':
      return { kind: 'fetch', fetch: compiledRoot(open, node) };
    case 'EntityFetch':
      return { kind: 'fetch', fetch: compiledEntities(open, node) };
    case 'Condition':
      throw new NotCompilable('condition');
  }
}

function compiledRoot(open: OpenPlan, operation: RootFetch): CompiledFetch {
  if (operation.path.length > 0 || operation.outputRewrites.length > 0) throw new NotCompilable('root');
  const selected = selectedIn(operation);
  const type = open.schema.getRootType(operation.operationKind);
  if (!type) throw new NotCompilable(operation.operationKind);
  const shape = shapeOfFetch(open.schema, selected);
  const set = [selected.operation.selectionSet];
  const place = new AnswerPlace(shape, selections(set, set), type);
  const number = open.count++;
  open.joins.push({ join: number, keys: [], place });
  return { kind: 'root', number, operation, place, opening: openingOf(operation) };
}

function compiledEntities(open: OpenPlan, operation: EntityFetch): CompiledFetch {
  const selected = selectedIn(operation);
  const fields = selected.operation.selectionSet.selections;
  if (fields.length !== operation.joins.length) throw new NotCompilable('entities');
  const joins = operation.joins.map((join, index) => compiledJoin(open, selected, join, fields[index]));
  return { kind: 'entities', operation, joins, opening: openingOf(operation) };
}

function compiledJoin(
  open: OpenPlan,
  selected: Selected,
  join: EntityJoin,
  field: SelectionNode | undefined,
): CompiledJoin {
  if (join.inputRewrites.length > 0 || join.outputRewrites.length > 0) throw new NotCompilable('rewrites');
  const { responseKey, variableName, requires } = join;
  const set = selectionSetUnder(field, responseKey);
  const place = new AnswerPlace(shapeOfFetch(open.schema, selected), selections([set], [set]), undefined);
  const number = open.count++;
  const { possibleTypes } = open.plan;
  const paths: { start: PathNode; texts: (place: MergedPlace) => RepresentationTexts }[] = [];
  for (const path of join.paths) {
    const keys = path.flatMap((segment) => (segment.kind === 'Field' ? [segment.name] : []));
    if (keys.length === 0) throw new NotCompilable('root entity');
    open.joins.push({ join: number, keys, place });
    open.pending.push((root) => {
      const texts = new Map<MergedPlace, RepresentationTexts>();
      const arrive = (at: MergedPlace): void => {
        texts.set(at, new RepresentationTexts(at, requires, possibleTypes, true));
      };
      const start = new PathNode(root, path, possibleTypes, arrive, true);
      const textsOf = (at: MergedPlace): RepresentationTexts => {
        const found = texts.get(at);
        if (!found) throw new Error('A path arrived where it does not lead.');
        return found;
      };
      paths.push({ start, texts: textsOf });
    });
  }
  return {
    number,
    responseKey,
    opening: new FixedText(`${JSON.stringify(responseKey)}:`),
    variableName,
    variableOpening: `${JSON.stringify(variableName)}:`,
    place,
    paths,
  };
}

function selectionSetUnder(field: SelectionNode | undefined, responseKey: string): SelectionSetNode {
  const isJoin = field?.kind === Kind.FIELD && (field.alias ?? field.name).value === responseKey;
  if (!isJoin || !field.selectionSet) throw new NotCompilable(responseKey);
  return field.selectionSet;
}

function selectedIn({ document, operation: text, operationName }: SubgraphOperation): Selected {
  if (/@\s*(?:skip|include)/.test(text)) throw new NotCompilable('condition');
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new NotCompilable('operation');
  return selectedBy(document, operation);
}

/** A request's body up to its variables, in bytes as Latin-1. */
function openingOf({ operation, operationName }: SubgraphOperation): string {
  const text = JSON.stringify({ query: operation, operationName });
  return Buffer.from(`${text.slice(0, -1)},"variables":{`).toString('latin1');
}
