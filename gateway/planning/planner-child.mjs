/**
 * The child's side of `PlannerProcess`: opens a planner on each supergraph that comes, by its number, and answers one
 * question after the other until the graph is to be forgotten.
 * @param {(supergraphSdl: string) => (question: unknown) => unknown} open
 */
export function answerQuestions(open) {
  const planners = new Map();
  const answer = async ({ graph, supergraphSdl, question }) => {
    if (supergraphSdl === undefined) return { draft: await planners.get(graph)(question) };
    planners.set(graph, open(supergraphSdl));
    return {};
  };
  process.on('message', (message) => {
    if (message.forget) {
      for (const graph of message.forget) planners.delete(graph);
      // What the native planner holds is no weight to the collector, which would let it lie.
      globalThis.gc?.();
      return;
    }
    answer(message).then(
      (reply) => process.send(reply),
      (thrown) => process.send({ error: thrown.message }),
    );
  });
  // Killed rather than left: a plan that is being made keeps a thread, for which an exit would wait.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // A terminal sends these to all processes of the gateway; it drains first, and that may take plans.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
}
