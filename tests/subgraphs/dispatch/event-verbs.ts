/** Arguments by their names; what is no argument of a verb is not sent. */
export type Arguments = Readonly<Record<string, unknown>>;

const target = { id: 'ID!', version: 'Int!' };
const withReason = { ...target, reason: 'String!' };
const order = {
  ...target,
  leadOrganization: 'ID',
  coOrganizations: '[ID!]',
  instruction: 'String',
  reason: 'String',
};
const work = { ...target, result: 'String!', files: '[ID!]!' };

/** Every verb of persons on an event, with the types of its arguments. */
export const verbs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reportEvent: { report: 'ReportEventInput!' },
  ingestEvent: { ticket: 'IngestEventInput!' },
  locateEvent: { ...target, longitude: 'Float!', latitude: 'Float!', address: 'String' },
  acceptEvent: target,
  rejectEvent: { ...withReason, falseReport: 'Boolean' },
  mergeEvent: { ...target, into: 'ID!' },
  fileEvent: { ...target, category: 'ID!', platform: 'String!' },
  dispatchEvent: order,
  acceptAssignment: target,
  joinHandling: target,
  returnAssignment: withReason,
  recallDispatch: withReason,
  redispatchEvent: order,
  escalateEvent: { ...target, reason: 'String' },
  dispatchFromCounty: order,
  finishHandling: work,
  requestExtension: { ...withReason, amount: 'Int!' },
  assignVerifier: { ...target, staffNumber: 'ID!' },
  passVerification: { ...target, comment: 'String' },
  failVerification: withReason,
  finishRework: work,
  recordFeedback: { ...target, satisfaction: 'Satisfaction!', comment: 'String' },
};

/** A verb as an operation that sends those of its arguments that are given; it answers its row as `done`, with `selection`. */
export function operationOf(
  verb: string,
  given: Arguments,
  selection: string,
): { readonly query: string; readonly variables: Arguments } {
  const types = verbs[verb] ?? {};
  const names = Object.keys(types).filter((name) => name in given);
  const declared = names.map((name) => `$${name}: ${types[name]}`).join(', ');
  const passed = names.map((name) => `${name}: $${name}`).join(', ');
  return {
    query: `mutation (${declared}) { done: ${verb}(${passed}) { ${selection} } }`,
    variables: Object.fromEntries(names.map((name) => [name, given[name]])),
  };
}
