import type { Caller } from '../identity/caller.js';

/** A MikroORM condition on one entity. */
export type Condition = Readonly<Record<string, unknown>>;

/** Who may see an entity's rows: a condition for each caller. Out of sight is NOT_FOUND. */
export interface Visibility {
  readonly kind: 'public' | 'region' | 'party' | 'scope';
  /** The scope whose holders see every row, whatever their territory; left out where there is none. */
  readonly scope?: string | undefined;
  condition(caller: Caller): Condition;
}

const nothing: Condition = { id: { $in: [] } };

/** Lists, duties and organisations: published by law, so everybody sees every row. */
export const everyone: Visibility = { kind: 'public', condition: () => ({}) };

/** Rows whose region code, in `column`, lies within the caller's territory. */
export function inRegion(column: string): Visibility {
  return { kind: 'region', condition: (caller) => anyOf(regionConditions(column, caller)) };
}

/**
 * Rows of the caller's territory, and rows that name the caller or one of the caller's organisations: `organizations` is a
 * column of several codes, `staff` one or more of staff numbers, `subject` one of Keycloak's `sub`. Holders of `scope` see
 * every row.
 */
export function party(columns: {
  readonly region: string;
  readonly organization?: string;
  readonly organizations?: string;
  readonly staff?: string | readonly string[];
  readonly subject?: string;
  readonly scope?: string;
}): Visibility {
  return {
    kind: 'party',
    scope: columns.scope,
    condition: (caller) =>
      columns.scope !== undefined && caller.scopes.has(columns.scope)
        ? {}
        : anyOf([
            ...regionConditions(columns.region, caller),
            ...organizationConditions(columns, caller.organizations),
            ...[columns.staff ?? []].flat().flatMap((column) => equals(column, caller.staffNumber)),
            ...equals(columns.subject, caller.subject),
          ]),
  };
}

function organizationConditions(
  columns: { readonly organization?: string; readonly organizations?: string },
  codes: readonly string[],
): Condition[] {
  if (codes.length === 0) return [];
  return [
    ...(columns.organization ? [{ [columns.organization]: { $in: [...codes] } }] : []),
    ...(columns.organizations ? [{ [columns.organizations]: { $overlap: [...codes] } }] : []),
  ];
}

function equals(column: string | undefined, value: string | null): Condition[] {
  return column === undefined || value === null ? [] : [{ [column]: value }];
}

function regionConditions(column: string, caller: Caller): Condition[] {
  return caller.regions.map((region) => ({ [column]: { $like: `${region}%` } }));
}

function anyOf(conditions: Condition[]): Condition {
  if (conditions.length === 0) return nothing;
  return conditions.length === 1 ? (conditions[0] as Condition) : { $or: conditions };
}

/** Rows for the holders of one of the graph's scopes only, whatever their territory: logs and registers. */
export function withScope(scope: string): Visibility {
  return { kind: 'scope', scope, condition: (caller) => (caller.scopes.has(scope) ? {} : nothing) };
}
