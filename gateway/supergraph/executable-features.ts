import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { type Bilingual, Fault } from '../../kit/module/fault.js';
import { eachAppliedDirective } from './applied-directives.js';
import { argumentsOf, type Link, linksOf, specificationOf } from './links.js';

const joinVersions: ReadonlySet<string> = new Set(['0.2', '0.3', '0.4', '0.5']);

/** Specifications that say how to execute, and that neither planner follows. */
const unexecutable: ReadonlyMap<string, Bilingual> = new Map([
  ['context', { zh: '@context 与 @fromContext', en: '@context and @fromContext' }],
  ['connect', { zh: '@connect 与 @source', en: '@connect and @source' }],
]);

/**
 * Refuses a supergraph that uses what this gateway cannot execute. Fault INVALID, reason FEATURE_NOT_EXECUTABLE, which
 * names the feature: another version of the join specification, arguments from context, connectors, and any other link
 * `for: EXECUTION`, as the link specification v1.0 demands.
 */
export function refuseUnexecutable(supergraph: DocumentNode): void {
  const links = linksOf(supergraph.definitions);
  if (!links.some(({ name }) => name === 'join')) {
    throw notExecutable({
      zh: '没有链接 join 规范的总图',
      en: 'a supergraph without a @link to the join specification',
    });
  }
  for (const link of links) {
    const feature = unexecutableLink(link);
    if (feature !== undefined) throw notExecutable(feature, link.url);
  }
  const join = links.find(({ name }) => name === 'join')?.as ?? 'join';
  const carried = `${join}__directive`;
  eachAppliedDirective(supergraph, (applied) => {
    if (applied.name.value === carried) refuseCarried(applied);
  });
}

function unexecutableLink({ name, version, purpose }: Link): Bilingual | undefined {
  const known = unexecutable.get(name);
  if (known !== undefined) return known;
  if (name === 'join') {
    if (joinVersions.has(version)) return undefined;
    return { zh: `join 规范 ${version} 版`, en: `version ${version} of the join specification` };
  }
  return purpose === 'EXECUTION' ? { zh: '一项执行规范', en: 'a specification for execution' } : undefined;
}

/** Composition carries what it does not know, such as a subgraph's links, through as `@join__directive`. */
function refuseCarried(application: ConstDirectiveNode): void {
  const given = argumentsOf(application);
  const args = given.get('args');
  if (given.get('name') !== 'link' || typeof args !== 'object' || args === null || !('url' in args)) return;
  const url = String(args.url);
  const feature = unexecutable.get(specificationOf(url).name);
  if (feature !== undefined) throw notExecutable(feature, url);
}

function notExecutable(feature: Bilingual, url: string | null = null): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `总图用到本网关无法执行的功能:${feature.zh}${url === null ? '' : `(${url})`},因此拒绝安装。`,
      en: `The supergraph uses what this gateway cannot execute: ${feature.en}${url === null ? '' : ` (${url})`}. It is refused.`,
    },
    { reason: 'FEATURE_NOT_EXECUTABLE', details: { feature: feature.en, url } },
  );
}
