import { type DefinitionNode, parse, print, visit } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { linksOf } from './links.js';

/** Apollo's access specifications, by the last part of their URL without the version. */
export type SecurityFeature = 'authenticated' | 'requiresScopes' | 'policy';

const features: ReadonlySet<SecurityFeature> = new Set<SecurityFeature>(['authenticated', 'requiresScopes', 'policy']);

/**
 * The names under which a supergraph or a subgraph applies the access directives: directive name → feature, resolved by the
 * URL of each `@link` (link specification v1.0: `as` and `import`). Raises Fault INVALID for a link `for: SECURITY` that
 * this gateway does not enforce, as that specification demands.
 */
export function securityDirectives(definitions: readonly DefinitionNode[]): ReadonlyMap<string, SecurityFeature> {
  const linked = securityLinks(definitions).map(({ directive, feature }) => [directive, feature] as const);
  return new Map([...linked, ...ofFederation(definitions)]);
}

// A subgraph has them from the federation's own specification.
function ofFederation(definitions: readonly DefinitionNode[]): (readonly [string, SecurityFeature])[] {
  return linksOf(definitions).flatMap(({ name, as, imports }) => {
    if (name !== 'federation') return [];
    return [...features].map(
      (feature) => [imports.get(`@${feature}`)?.slice(1) ?? `${as ?? name}__${feature}`, feature] as const,
    );
  });
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

function securityLinks(definitions: readonly DefinitionNode[]): SecurityLink[] {
  return linksOf(definitions).flatMap((link) => {
    const { name, version } = link;
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

function isFeature(name: string): name is SecurityFeature {
  return features.has(name as SecurityFeature);
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
