import { Kind, parse } from 'graphql';

/** A version of the federation specification that a module's schema is written in. */
export type FederationVersion = '2.0' | '2.1' | '2.2' | '2.3' | '2.4' | '2.5' | '2.6' | '2.7' | '2.8' | '2.9';

/** A directive of the module's own specification, which composition carries into the supergraph (`@composeDirective`). */
export interface DirectiveDeclaration {
  /** URL of the specification with its version, as `@link` names it: `https://example.org/retention/v1.0`. */
  readonly specification: string;
  /** Its definition in SDL: `directive @retention(days: Int!) on OBJECT`. */
  readonly definition: string;
}

/** What a module may use of the specification, and the version that brought it. */
const introduced: readonly (readonly [directive: string, version: FederationVersion])[] = [
  ['@key', '2.0'],
  ['@shareable', '2.0'],
  ['@external', '2.0'],
  ['@requires', '2.0'],
  ['@provides', '2.0'],
  ['@override', '2.0'],
  ['@inaccessible', '2.0'],
  ['@tag', '2.0'],
  ['@authenticated', '2.5'],
  ['@requiresScopes', '2.5'],
  ['@policy', '2.6'],
  ['@interfaceObject', '2.3'],
  ['@cost', '2.9'],
  ['@listSize', '2.9'],
];

/**
 * The `extend schema` that begins a module's SDL: links to the federation specification and to those of the module's own
 * directives, whose definitions follow.
 */
export function federationHead(version: FederationVersion, directives: readonly DirectiveDeclaration[]): string {
  const imports = introduced.filter(([, since]) => since <= version).map(([directive]) => directive);
  if (directives.length > 0) imports.push('@composeDirective');
  const named = directives.map((directive) => ({ ...directive, name: nameOf(directive) }));
  const bySpecification = Map.groupBy(named, ({ specification }) => specification);
  const lines = [
    'extend schema',
    link(`https://specs.apollo.dev/federation/v${version}`, imports),
    ...[...bySpecification].map(([url, own]) =>
      link(
        url,
        own.map(({ name }) => name),
      ),
    ),
    ...named.map(({ name }) => `@composeDirective(name: "${name}")`),
    ...directives.map(({ definition }) => definition),
  ];
  return `${lines.join('\n')}\n`;
}

function link(url: string, imports: readonly string[]): string {
  return `@link(url: ${JSON.stringify(url)}, import: ${JSON.stringify(imports)})`;
}

function nameOf({ definition }: DirectiveDeclaration): string {
  const [defined, ...more] = parse(definition, { noLocation: true }).definitions;
  if (defined?.kind === Kind.DIRECTIVE_DEFINITION && more.length === 0) return `@${defined.name.value}`;
  throw new Error(`A declared directive must be one directive's definition, which this is not: ${definition}`);
}
