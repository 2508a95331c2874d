import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { answerQuestions } from './planner-child.mjs';

// A panic of the native planner aborts its process: this one.
answerQuestions((supergraphSdl) => {
  const engine = new QueryPlanner(supergraphSdl);
  return ({ text, operationName, labels, percentage }) =>
    engine.planAsync(text, operationName, new Set(labels), percentage);
});
