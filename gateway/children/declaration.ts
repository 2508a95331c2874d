import type { Module, RoleDeclaration } from '../../kit/module/define.js';
import type { Bilingual } from '../../kit/module/fault.js';

/** What a module in a process of its own says of itself: all that the portal ever has of it. */
export interface Declaration extends Pick<Module, 'kind' | 'name' | 'version' | 'title'> {
  readonly needs: readonly string[];
  readonly roles: readonly RoleDeclaration[];
  /** Its subgraph, as composition reads it. */
  readonly sdl: string;
}

/** What a module says of itself, with the SDL of its subgraph. */
export function declarationOf(
  { kind, name, version, title, needs = [], roles = [] }: Module,
  sdl: string,
): Declaration {
  return { kind, name, version, title, needs, roles, sdl };
}

/** The module of a declaration: what it brings to the realm and to the order of modules, and nothing that runs. */
export function declaredModule({ sdl: _sdl, ...module }: Declaration): Module {
  return Object.freeze(module);
}

/**
 * Why a module cannot run beside the portal; null where it can. What the portal itself would have to call, on every request
 * or while it onboards, would cost more than the module's own fields when it fails.
 */
export function unfitness({ name, subgraph, hooks, callerPolicies, ledgers, register }: Module): string | null {
  const because = (what: string) => `The module "${name}" ${what}, so it cannot run in a process of its own.`;
  if (!subgraph) return because('has no subgraph');
  if (hooks) return because('has hooks, which the portal calls on every request');
  if (callerPolicies) return because('registers decisions for @policy, which the portal asks on every request');
  if (ledgers) return because('has a ledger, which the portal signs each night');
  if (register) return because('keeps a register of subgraphs, which the portal follows');
  if (subgraph.sheets?.length) return because('has sheets, which the portal onboards');
  if (subgraph.settings?.length) return because('has settings for counties, which the portal onboards');
  return null;
}

/** A value as a declaration of the module of this name; null where it is none. */
export function declarationIn(value: unknown, name: string): Declaration | null {
  if (!isRecord(value)) return null;
  const { kind, version, title, needs, roles, sdl } = value;
  const isModule = (kind === 'plugin' || kind === 'subgraph') && value['name'] === name && typeof version === 'string';
  if (!isModule || !isBilingual(title) || typeof sdl !== 'string') return null;
  if (!isListOf(needs, isText) || !isListOf(roles, isRole)) return null;
  return { kind, name, version, title, needs, roles, sdl };
}

function isRole(value: unknown): value is RoleDeclaration {
  if (!isRecord(value)) return false;
  const { name, title, scopes, exclusive, keycloakRoles } = value;
  return (
    isText(name) &&
    isBilingual(title) &&
    isListOf(scopes, isText) &&
    (exclusive === undefined || typeof exclusive === 'boolean') &&
    (keycloakRoles === undefined || isListOf(keycloakRoles, isText))
  );
}

function isBilingual(value: unknown): value is Bilingual {
  return isRecord(value) && isText(value['zh']) && isText(value['en']);
}

function isListOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
