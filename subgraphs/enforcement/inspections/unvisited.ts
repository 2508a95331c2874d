/** What a visit has only once it is made. */
export function unvisited() {
  return { visitOn: null, visitCode: null, mergedIntoId: null, result: null, checklist: [], rectifyBy: null };
}
