/**
 * An object of the merged tree: without a prototype, so that a response name such as `__proto__` or `constructor` is a
 * key like any other.
 */
export type ResponseObject = Record<string, unknown>;

export function newObject(): ResponseObject {
  return Object.create(null) as ResponseObject;
}

export function isResponseObject(value: unknown): value is ResponseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Adds what a subgraph answered to an object of the tree, deeply and by copy: one answer may belong in several places.
 * What is there is never replaced by null, nor a type name by the name of an abstract type.
 */
export function mergeInto(
  target: ResponseObject,
  answer: Readonly<Record<string, unknown>>,
  abstractTypes: { has(name: string): boolean },
): void {
  for (const key of Object.keys(answer)) {
    const incoming = answer[key];
    const present = target[key];
    if (incoming === undefined || (incoming === null && present !== undefined)) continue;
    // An interface object answers with the interface's own name; the subgraph that knows the object's type wins.
    if (key === '__typename' && typeof present === 'string' && abstractTypes.has(String(incoming))) continue;
    target[key] = merged(present, incoming, abstractTypes);
  }
}

function merged(present: unknown, incoming: unknown, abstractTypes: { has(name: string): boolean }): unknown {
  if (Array.isArray(incoming)) {
    const known: unknown[] = Array.isArray(present) ? present : [];
    return incoming.map((item, index) =>
      item === null && known[index] !== undefined ? known[index] : merged(known[index], item, abstractTypes),
    );
  }
  if (!isPlainObject(incoming)) return incoming;
  const target = isResponseObject(present) ? present : newObject();
  mergeInto(target, incoming, abstractTypes);
  return target;
}

// A local subgraph's scalar may be an instance of a class (a date, a decimal); it is carried as it is.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
