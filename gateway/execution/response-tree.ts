import type { Bilingual } from '../../kit/module/fault.js';
import type { SelectedKeys } from '../planning/selected-keys.js';

/**
 * An object of the merged tree: without a prototype, so that a response name such as `__proto__` or `constructor` is a
 * key like any other.
 */
export type ResponseObject = Record<string, unknown>;

export function newObject(): ResponseObject {
  return Object.create(null) as ResponseObject;
}

export function isResponseObject(value: unknown): value is ResponseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** Lists and objects within each other, far more than an operation may ask for and fewer than the stack holds. */
const mostLevels = 1_000;

/** Thrown for an answer that cannot be taken into the tree, and why. */
export class Unmergeable extends Error {
  readonly sentence: Bilingual;

  constructor(sentence: Bilingual) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

const tooDeep: Bilingual = { zh: '嵌套过深', en: 'it is nested too deeply' };
const valueForObject: Bilingual = { zh: '应为对象处得到单值', en: 'it has a value where another has an object' };

/**
 * Adds what a subgraph answered to an object of the tree, deeply and by copy: one answer may belong in several places. Where
 * `keys` are given nothing else is taken, so that a subgraph cannot answer for another.
 * What is there is never replaced by null, nor a type name by the name of an abstract type. Throws Unmergeable for an
 * answer that is nested too deeply to be walked through, and for one with a value where the tree has objects; its keys
 * before that may be there already.
 */
export function mergeInto(
  target: ResponseObject,
  answer: Readonly<Record<string, unknown>>,
  abstractTypes: { has(name: string): boolean },
  keys?: SelectedKeys,
  level = 0,
): void {
  for (const key of Object.keys(answer)) {
    const below = keys?.get(key);
    if (keys && !below) continue;
    const incoming = answer[key];
    const present = target[key];
    if (incoming === undefined || (incoming === null && present !== undefined)) continue;
    // An interface object answers with the interface's own name; the subgraph that knows the object's type wins.
    if (key === '__typename' && typeof present === 'string') {
      if (typeof incoming !== 'string' || abstractTypes.has(incoming)) continue;
    }
    target[key] = merged(present, incoming, abstractTypes, below, level);
  }
}

function merged(
  present: unknown,
  incoming: unknown,
  abstractTypes: { has(name: string): boolean },
  keys: SelectedKeys | undefined,
  level: number,
): unknown {
  if (level > mostLevels) throw new Unmergeable(tooDeep);
  // Nothing is selected below a leaf, whose value may be an object all the same: a custom scalar's.
  const isLeaf = keys?.size === 0;
  if (!isLeaf && isOtherKind(present, incoming)) throw new Unmergeable(valueForObject);
  if (Array.isArray(incoming)) {
    const known: unknown[] = Array.isArray(present) ? present : [];
    const items: unknown[] = [];
    for (const [index, item] of incoming.entries()) {
      const isKept = item === null && known[index] !== undefined;
      items.push(isKept ? known[index] : merged(known[index], item, abstractTypes, keys, level + 1));
    }
    return items;
  }
  if (!isPlainObject(incoming)) return incoming;
  const target = isResponseObject(present) && !isLeaf ? present : newObject();
  mergeInto(target, incoming, abstractTypes, isLeaf ? undefined : keys, level + 1);
  return target;
}

/** Whether the tree has objects where something else comes in. */
function isOtherKind(present: unknown, incoming: unknown): boolean {
  if (Array.isArray(present)) return !Array.isArray(incoming);
  return isPlainObject(present) && !isPlainObject(incoming);
}

// A local subgraph's scalar may be an instance of a class (a date, a decimal); it is carried as it is.
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
