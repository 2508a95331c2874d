/**
 * Who stands behind a request: a person, a service or nobody. Built once, from a verified token; absence of a
 * claim means none, never all.
 */
export interface Caller {
  readonly kind: 'anonymous' | 'person' | 'service';
  /** Keycloak's `sub`; null for the anonymous caller. */
  readonly subject: string | null;
  /** Name to show, from `name` or `preferred_username`. */
  readonly name: string | null;
  /** The OAuth client that the token was issued to (`azp`). */
  readonly client: string | null;
  /** What the token grants, each with its source: `realm:x`, `client:c:x`, `org:x`, `scope:x`. */
  readonly grants: ReadonlySet<string>;
  /** The graph's scopes that those grants amount to, already narrowed by the token's OAuth scope. */
  readonly scopes: ReadonlySet<string>;
  /** Region codes (GB/T 2260 and statistical codes) whose territory the caller answers for. */
  readonly regions: readonly string[];
  /** Codes of the organisations that the caller belongs to, equal to Keycloak's organisation aliases. */
  readonly organizations: readonly string[];
  /** Staff number of the caller's employment record, from the claim `staff_id`. */
  readonly staffNumber: string | null;
}

/** The caller of a request without a token. */
export const anonymous: Caller = Object.freeze({
  kind: 'anonymous',
  subject: null,
  name: null,
  client: null,
  grants: new Set<string>(),
  scopes: new Set<string>(),
  regions: [],
  organizations: [],
  staffNumber: null,
});

/**
 * A module that acts by itself, on an event or a timer. Its territory is the empty code, which begins every code, so it
 * sees all rows that have a region.
 */
export function moduleCaller(module: string): Caller {
  return { ...anonymous, kind: 'service', name: module, client: `module:${module}`, regions: [''] };
}

/** Whether a region code lies within the caller's territory: a code contains every code that it begins. */
export function answersFor(caller: Caller, regionCode: string): boolean {
  return caller.regions.some((region) => regionCode.startsWith(region));
}
