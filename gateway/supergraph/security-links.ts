import { type ConstDirectiveNode, type DefinitionNode, Kind, parse, print, valueFromASTUntyped, visit } from 'graphql';
import { Fault } from '../../kit/module/fault.js';

/** Apollo's access specifications, by the last part of their URL without the version. */
export type SecurityFeature = 'authenticated' | 'requiresScopes' | 'policy';

const features: ReadonlySet<string> = new Set<SecurityFeature>(['authenticated', 'requiresScopes', 'policy']);
const specification = /^https:\/\/specs\.apollo\.dev\/([A-Za-z]+)\/v(\d+\.\d+)$/;

/**
 * The names under which a supergraph applies the access directives: directive name → feature, resolved by the URL of
 * each `@link` (link specification v1.0: `as` and `import`). Raises Fault INVALID for a link `for: SECURITY` that this
 * gateway does not enforce, as that specification demands.
 */
export function securityDirectives(definitions: readonly DefinitionNode[]): ReadonlyMap<string, SecurityFeature> {
  return new Map(securityLinks(definitions).map(({ directive, feature }) => [directive, feature]));
}

/**
 * The supergraph without the access directives, their definitions, scalars and `@link`s: for planners and gateways that
 * refuse a security link they do not enforce. All that it removes must be enforced by `rulesOf` of the original.
 */
export function withoutSecurityLinks(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true });
  const links = securityLinks(document.definitions);
  const applications = new Set(links.map(({ application }) => application));
  const directives = new Set(links.map(({ directive }) => directive));
  const scalars = new Set(links.map(({ scalar }) => scalar));
  return print(
    visit(document, {
      Directive: (node) => (applications.has(node) || directives.has(node.name.value) ? null : undefined),
      DirectiveDefinition: (node) => (directives.has(node.name.value) ? null : undefined),
      ScalarTypeDefinition: (node) => (scalars.has(node.name.value) ? null : undefined),
    }),
  );
}

interface SecurityLink {
  readonly application: unknown;
  readonly feature: SecurityFeature;
  /** Name of the directive in this document, without `@`. */
  readonly directive: string;
  /** Name of the specification's scalar in this document. */
  readonly scalar: string;
}

interface Link {
  readonly application: ConstDirectiveNode;
  readonly url: string;
  readonly as: string | undefined;
  readonly purpose: unknown;
  readonly imports: ReadonlyMap<string, string>;
}

function securityLinks(definitions: readonly DefinitionNode[]): SecurityLink[] {
  return linksOf(definitions).flatMap((link) => {
    const [, name = '', version] = specification.exec(link.url) ?? [];
    if (!isFeature(name) || version !== '0.1') {
      if (link.purpose === 'SECURITY' && name !== 'inaccessible') throw unknownSecurity(link.url);
      return [];
    }
    const prefix = link.as ?? name;
    const scalar = name === 'policy' ? 'Policy' : 'Scope';
    const directive = link.imports.get(`@${name}`)?.slice(1) ?? prefix;
    const { application } = link;
    return [{ application, feature: name, directive, scalar: link.imports.get(scalar) ?? `${prefix}__${scalar}` }];
  });
}

function linksOf(definitions: readonly DefinitionNode[]): Link[] {
  const applied = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? []).map(readLink)
      : [],
  );
  // `@link` links itself, perhaps under another name, so its own name is found before its applications.
  const linkName = applied.find(({ application, url, as }) => {
    return specification.exec(url)?.[1] === 'link' && application.name.value === (as ?? 'link');
  })?.application.name.value;
  return applied.filter(({ application }) => application.name.value === (linkName ?? 'link'));
}

function readLink(application: ConstDirectiveNode): Link {
  const values = new Map(application.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
  const url = values.get('url');
  const as = values.get('as');
  const imports = values.get('import');
  return {
    application,
    url: typeof url === 'string' ? url.replace(/\/$/, '') : '',
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

function isFeature(name: string): name is SecurityFeature {
  return features.has(name);
}

function unknownSecurity(url: string): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `总图声明了安全规范「${url}」,网关不执行该规范,因此拒绝安装。`,
      en: `The supergraph links the security specification "${url}", which this gateway does not enforce; it is refused.`,
    },
    { reason: 'SECURITY_LINK_UNKNOWN', details: { url } },
  );
}
