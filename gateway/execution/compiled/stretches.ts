/*
 * Keys that the client asks for one after the other as a fetch has them are read, kept and written as one text. Assumes that
 * their values may stay as the subgraph wrote them; where one may not, as a null that must not be there, all of the stretch
 * are read and written one by one. Who needs a value by itself says so by `isAlone`.
 */
import type { AnswerLayout } from './answer-places.js';

/** Fields of a layout from one index to another, both among them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Where an object keeps its text; −1 for a field that is read by itself. */
  readonly index: number;
}

/** The stretch of a layout between two indexes; undefined where it would cut into another. */
export function stretchBetween(layout: AnswerLayout, from: number, to: number): Stretch | undefined {
  const { stretches, fields } = layout;
  const other = stretches.find((each) => each.from <= to && each.to >= from);
  if (other) return other.from === from && other.to === to ? other : undefined;
  const stretch = { from, to, index: fields.length + stretches.length };
  stretches.push(stretch);
  layout.valueCount += 1;
  return stretch;
}

/** The order in which an object's fields are read. */
export function readingOrder({ fields, stretches }: AnswerLayout): readonly Stretch[] {
  const starts = new Map(stretches.map((each) => [each.from, each]));
  const order: Stretch[] = [];
  for (let from = 0; from < fields.length; from += 1) {
    const stretch = starts.get(from);
    const isText = stretch && fields.slice(from, stretch.to + 1).every((field) => field.isText);
    const next = isText ? stretch : { from, to: from, index: -1 };
    order.push(next);
    from = next.to;
  }
  return order;
}
