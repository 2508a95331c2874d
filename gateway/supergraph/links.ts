import { type ConstDirectiveNode, type DefinitionNode, type DirectiveNode, Kind, valueFromASTUntyped } from 'graphql';

/** One `@link` of a supergraph's schema (link specification v1.0). */
export interface Link {
  readonly application: ConstDirectiveNode;
  readonly url: string;
  /** The specification that the URL names, where it is one of Apollo's: `join` and `0.5`. */
  readonly name: string;
  readonly version: string;
  readonly as: string | undefined;
  readonly purpose: unknown;
  /** Name in the specification → name in this document; directives with their `@`. */
  readonly imports: ReadonlyMap<string, string>;
}

const specification = /^https:\/\/specs\.apollo\.dev\/([A-Za-z]+)\/v(\d+\.\d+)$/;

/** Every `@link` of a supergraph, itself included, under whatever name it is applied. */
export function linksOf(definitions: readonly DefinitionNode[]): Link[] {
  const applied = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).map(readLink)
      : [],
  );
  // `@link` links itself, perhaps under another name, so its own name is found before its applications.
  const linkName = applied.find(({ application, name, as }) => {
    return name === 'link' && application.name.value === (as ?? 'link');
  })?.application.name.value;
  return applied.filter(({ application }) => application.name.value === (linkName ?? 'link'));
}

/** The arguments of a directive as plain values, by name. */
export function argumentsOf(application: DirectiveNode): ReadonlyMap<string, unknown> {
  return new Map(application.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

/** The specification and version that a `@link`'s URL names; empty for one that is not Apollo's. */
export function specificationOf(url: string): { readonly name: string; readonly version: string } {
  const [, name = '', version = ''] = specification.exec(url.replace(/\/$/, '')) ?? [];
  return { name, version };
}

function readLink(application: ConstDirectiveNode): Link {
  const values = argumentsOf(application);
  const url = values.get('url');
  const as = values.get('as');
  const imports = values.get('import');
  const address = typeof url === 'string' ? url.replace(/\/$/, '') : '';
  return {
    application,
    url: address,
    ...specificationOf(address),
    as: typeof as === 'string' ? as : undefined,
    purpose: values.get('for'),
    imports: new Map(Array.isArray(imports) ? imports.flatMap(importPair) : []),
  };
}

function importPair(imported: unknown): [string, string][] {
  if (typeof imported === 'string') return [[imported, imported]];
  if (typeof imported !== 'object' || imported === null || !('name' in imported)) return [];
  const { name } = imported;
  if (typeof name !== 'string') return [];
  return [[name, 'as' in imported && typeof imported.as === 'string' ? imported.as : name]];
}
