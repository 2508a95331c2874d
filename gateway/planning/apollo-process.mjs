import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { answerQuestions } from './planner-child.mjs';

// Apollo's planner plans without a break, so whoever shares its thread waits for it.
answerQuestions((supergraphSdl) => {
  const supergraph = Supergraph.build(supergraphSdl);
  const engine = new QueryPlanner(supergraph);
  return ({ text, operationName, overrides }) => {
    const document = parse(text, { noLocation: true });
    const operation = operationFromDocument(supergraph.apiSchema(), document, { operationName });
    return engine.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
  };
});
