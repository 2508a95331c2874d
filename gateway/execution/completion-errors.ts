import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import { spelled, type ResponsePath } from './response-path.js';

/** A subgraph gave nothing where the schema promises a value, and no error says why. */
export function missingValue(path: ResponsePath, type: string): Fault {
  const place = spelled(path).join('.');
  return new Fault(
    'UPSTREAM',
    { zh: `必有值的字段 ${place}（${type}）没有得到值。`, en: `The non-null field ${place} (${type}) got no value.` },
    { reason: 'VALUE_MISSING', details: { type } },
  );
}

/** A subgraph gave a value that is not of the field's type; the value itself is not shown. */
export function wrongValue(path: ResponsePath, type: string): Fault {
  const place = spelled(path).join('.');
  return new Fault(
    'UPSTREAM',
    {
      zh: `字段 ${place} 得到的值不是 ${type} 类型。`,
      en: `The field ${place} got a value that is not of type ${type}.`,
    },
    { reason: 'VALUE_OF_WRONG_TYPE', details: { type } },
  );
}

/** Tells whether an error above, at or below a place explains that the place is null. */
export function explanations(
  errors: readonly Pick<GraphQLError | GraphQLFormattedError, 'path'>[],
): (path: ResponsePath) => boolean {
  const root: PlaceNode = { isError: false, below: new Map() };
  for (const { path } of errors) {
    if (!path) continue;
    let node = root;
    for (const key of path) {
      let next = node.below.get(key);
      if (!next) node.below.set(key, (next = { isError: false, below: new Map() }));
      node = next;
    }
    node.isError = true;
  }
  return (path) => {
    let node: PlaceNode | undefined = root;
    for (const key of spelled(path)) {
      if (node.isError) return true;
      node = node.below.get(key);
      if (!node) return false;
    }
    return true;
  };
}

interface PlaceNode {
  isError: boolean;
  readonly below: Map<string | number, PlaceNode>;
}
