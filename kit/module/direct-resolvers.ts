/*
 * Field resolvers of a module without TypeGraphQL's detour: it looks for the class's object, runs middlewares and collects
 * parameters anew for every field of every object. Assumes that a method has no middleware and no roles, and that its
 * parameters are the object, the context and the information as they come; and of an object's own getter that the object is of
 * its class and no function comes of it. Whatever else is so keeps TypeGraphQL's resolver, or is given to it.
 */
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { Class } from './define.js';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Declared = ReturnType<typeof getMetadataStorage>['fieldResolvers'][number];
type Parameter = NonNullable<Declared['params']>[number];
type Method = (this: unknown, ...parameters: unknown[]) => unknown;
type ParameterReader = (source: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;

/** The resolver objects of one subgraph, one of each class. */
export class ResolverInstances {
  readonly #instances = new Map<unknown, unknown>();

  get(type: unknown): unknown {
    const known = this.#instances.get(type);
    if (known !== undefined) return known;
    const made = new (type as Class)();
    this.#instances.set(type, made);
    return made;
  }
}

/** Puts direct calls in the place of the field resolvers that can do with them; `classes` are the subgraph's own. */
export function callDirectly(
  resolvers: Record<string, Record<string, unknown>>,
  classes: readonly unknown[],
  instances: ResolverInstances,
): void {
  const { fieldResolvers, objectTypes } = getMetadataStorage();
  const names = new Map<unknown, string>(objectTypes.map(({ target, name }) => [target, name]));
  const own = new Set(classes);
  const seen = new Set<string>();
  for (const declared of fieldResolvers) {
    const { kind, target, schemaName } = declared;
    if (kind === 'external' && !own.has(target)) continue;
    const type = names.get(declared.getObjectType?.()) ?? '';
    const coordinate = `${type}.${schemaName}`;
    // Of two for one field TypeGraphQL takes the first.
    if (seen.has(coordinate)) continue;
    seen.add(coordinate);
    const fields = resolvers[type];
    const otherwise = fields?.[schemaName];
    if (!fields || !isResolver(otherwise)) continue;
    const direct = kind === 'internal' ? getterOf(declared, otherwise) : directly(declared, instances);
    if (direct) fields[schemaName] = direct;
  }
}

function isResolver(value: unknown): value is Resolver {
  return typeof value === 'function';
}

function getterOf({ target, methodName, middlewares = [], roles }: Declared, otherwise: Resolver): Resolver | null {
  const { prototype } = target as { readonly prototype: object };
  const isGetter = Object.getOwnPropertyDescriptor(prototype, methodName)?.get !== undefined;
  if (!isGetter || middlewares.length > 0 || roles) return null;
  return (source, given, context, info) => {
    if (!(source instanceof target)) return otherwise(source, given, context, info);
    const value = (source as Readonly<Record<string, unknown>>)[methodName];
    return typeof value === 'function' ? otherwise(source, given, context, info) : value;
  };
}

function directly(declared: Declared, instances: ResolverInstances): Resolver | null {
  const { params = [], middlewares = [], roles, target, methodName } = declared;
  if (middlewares.length > 0 || roles) return null;
  const readers = params.toSorted((one, other) => one.index - other.index).map(readerOf);
  if (!readers.every((reader) => reader !== null)) return null;
  const instance = instances.get(target);
  return caller(instance, (instance as Record<string, Method>)[methodName] as Method, readers);
}

// A parameter that TypeGraphQL would convert is none of these.
function readerOf(parameter: Parameter): ParameterReader | null {
  if (parameter.kind === 'info') return (_source, _context, info) => info;
  if (parameter.kind === 'root' && parameter.propertyName === undefined && !parameter.getType)
    return (source) => source;
  if (parameter.kind === 'context' && parameter.propertyName === undefined) return (_source, context) => context;
  return null;
}

function caller(instance: unknown, method: Method, readers: readonly ParameterReader[]): Resolver {
  const [first, second, ...more] = readers;
  if (!first) return () => method.call(instance);
  if (!second) return (source, _given, context, info) => method.call(instance, first(source, context, info));
  if (more.length === 0)
    return (source, _given, context, info) =>
      method.call(instance, first(source, context, info), second(source, context, info));
  return (source, _given, context, info) =>
    method.apply(
      instance,
      readers.map((read) => read(source, context, info)),
    );
}
