/*
 * Has a subgraph say of which type an object is before it says anything else of it: its fields can be read as they come then.
 * Planners put the name where the client has it, or last. Assumes nothing of the subgraph: where its answer has it elsewhere all
 * the same, the answer is read as objects, at twice the cost.
 */
import { type DocumentNode, type FieldNode, Kind, type SelectionNode, visit } from 'graphql';

/** The same operation with each `__typename` at the head of its selection; itself where all are there. */
export function withTypenamesFirst(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(set) {
        const name = set.selections.find(isTypename);
        if (name === undefined || set.selections[0] === name) return undefined;
        return { ...set, selections: [name, ...set.selections.filter((each) => each !== name)] };
      },
    },
  });
}

function isTypename(selection: SelectionNode): selection is FieldNode {
  return (
    selection.kind === Kind.FIELD &&
    selection.name.value === '__typename' &&
    selection.alias === undefined &&
    !selection.directives?.length
  );
}
