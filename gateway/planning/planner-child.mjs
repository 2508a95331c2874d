/**
 * The child's side of `PlannerProcess`: opens a planner on the supergraph that comes first, then answers one question
 * after the other.
 * @param {(supergraphSdl: string) => (question: unknown) => unknown} open
 */
export function answerQuestions(open) {
  let plan;
  const answer = async (message) => {
    if (message.supergraphSdl === undefined) return { draft: await plan(message.question) };
    plan = open(message.supergraphSdl);
    return {};
  };
  process.on('message', (message) => {
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
