import {
  buildSchema,
  type DocumentNode,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { withDefer } from '../operation/defer-directive.js';
import { type Link, linksOf } from './links.js';

const standard: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy', 'oneOf']);

/** The schema that clients see of a supergraph, as text. */
export function publicSdlOf(supergraphSdl: string): string {
  return print(publicDocumentOf(parse(supergraphSdl, { noLocation: true })));
}

/** The same with `@defer` and in the order of names, as `schema/public.graphql` has it. */
export function sortedPublicSdl(supergraphSdl: string): string {
  const schema = withDefer(buildSchema(publicSdlOf(supergraphSdl)));
  return `${printSchema(lexicographicSortSchema(schema)).trim()}\n`;
}

/**
 * The schema that clients see of a supergraph: without what its linked specifications define, and without what is
 * `@inaccessible` (inaccessible specification v0.2).
 */
export function publicDocumentOf(document: DocumentNode): DocumentNode {
  const links = linksOf(document.definitions);
  const isLinked = linkedNames(links);
  const isHidden = hiding(links, document);
  const drop = (node: Parameters<typeof isHidden>[0]): null | undefined => (isHidden(node) ? null : undefined);
  const dropType = (node: Parameters<typeof isHidden>[0] & { readonly name: { readonly value: string } }) =>
    isLinked(node.name.value) ? null : drop(node);
  return visit(document, {
    SchemaDefinition: (node) => ({ ...node, directives: [] }),
    OperationTypeDefinition: ({ type }) => drop(type),
    DirectiveDefinition: ({ name }) => (isLinked(`@${name.value}`) ? null : undefined),
    ScalarTypeDefinition: dropType,
    ObjectTypeDefinition: dropType,
    InterfaceTypeDefinition: dropType,
    UnionTypeDefinition: dropType,
    EnumTypeDefinition: dropType,
    InputObjectTypeDefinition: dropType,
    FieldDefinition: drop,
    InputValueDefinition: drop,
    EnumValueDefinition: drop,
    // A member of a union or an interface that is implemented: these stand in lists, a field's type does not.
    NamedType: (node, key) => (typeof key === 'number' ? drop(node) : undefined),
    Directive: ({ name }) => (standard.has(name.value) ? undefined : null),
  });
}

/** Whether a name, a directive's with its `@`, is of one of the linked specifications. */
function linkedNames(links: readonly Link[]): (name: string) => boolean {
  const imported = new Set(links.flatMap(({ imports }) => [...imports.values()]));
  const namespaces = links.map(namespaceOf).filter((namespace) => namespace !== '');
  return (name) =>
    imported.has(name) ||
    namespaces.some((namespace) => name === `@${namespace}` || name.replace(/^@/, '').startsWith(`${namespace}__`));
}

/** Link specification, "Name conventions": `as`, or the last part of the URL's path before its version. */
function namespaceOf({ url, as }: Link): string {
  if (as !== undefined) return as;
  const parts = (URL.canParse(url) ? new URL(url).pathname : url).split('/').filter((part) => part !== '');
  return parts.filter((part) => !/^v\d+\.\d+$/.test(part)).at(-1) ?? '';
}

interface Directed {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly directives?: readonly { readonly name: { readonly value: string } }[];
}

/** Tells definitions that bear `@inaccessible`, and references to types that do. */
function hiding(links: readonly Link[], { definitions }: DocumentNode): (node: Directed) => boolean {
  const names = new Set(
    links.flatMap((link) =>
      link.name === 'inaccessible' ? [link.imports.get('@inaccessible')?.slice(1) ?? link.as ?? 'inaccessible'] : [],
    ),
  );
  const isMarked = ({ directives }: Directed) => directives?.some(({ name }) => names.has(name.value)) === true;
  const types = new Set((definitions as readonly Directed[]).filter(isMarked).map(({ name }) => name?.value));
  return (node) => (node.kind === Kind.NAMED_TYPE ? types.has(node.name?.value) : isMarked(node));
}
