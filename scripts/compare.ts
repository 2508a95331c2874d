import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { GraphQLError, parse } from 'graphql';
import { sideBySide } from './compare/side-by-side.js';
import { standOnCounty, standOnSupergraph } from './compare/standing-gateway.js';
import { areAlike, askApollo, askOurs, type Explained, type Question } from './compare/two-gateways.js';

// `npm run compare OPERATION`: both answers and both plans, ours and those of Apollo's gateway over the same subgraphs.
// Exit code 0 where they are alike, 1 where they differ, 2 where there is nothing to compare.
const usage = `npm run compare -- OPERATION [--variables FILE] [--supergraph FILE | --as ACCOUNT]
OPERATION is a query or the file of one; without --supergraph the county is asked, as a demo account.`;

process.exitCode = await compare().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 2;
});

async function compare(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { variables: { type: 'string' }, supergraph: { type: 'string' }, as: { type: 'string' } },
  });
  const [operation, ...others] = positionals;
  if (operation === undefined || others.length > 0) throw new Error(usage);
  const question = await questionOf(operation, values.variables);
  const gateway =
    values.supergraph === undefined
      ? await standOnCounty(values.as, (sentence) => console.error(sentence))
      : await standOnSupergraph(values.supergraph);
  try {
    const { origin, graph, token, context } = gateway;
    const ours = await askOurs(origin, question, token);
    const apollo = await askApollo(graph.supergraphSdl, graph.sources, question, context);
    return show(ours, apollo);
  } finally {
    await gateway.close();
  }
}

async function questionOf(operation: string, variablesFile: string | undefined): Promise<Question> {
  const query = existsSync(operation) ? await readFile(operation, 'utf8') : operation;
  try {
    for (const definition of parse(query).definitions)
      if (definition.kind === 'OperationDefinition' && definition.operation !== 'query')
        throw new Error(`Both gateways would run it: a ${definition.operation} is not compared.`);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new Error(`"${operation}" is neither a file nor an operation: ${error.message}`, { cause: error });
  }
  const variables = variablesFile === undefined ? '{}' : await readFile(variablesFile, 'utf8');
  return { query, variables: JSON.parse(variables) as Question['variables'] };
}

function show(ours: Explained, apollo: Explained): number {
  const width = process.stdout.isTTY ? process.stdout.columns : Number(process.env['COLUMNS'] ?? 80);
  const column = (title: string, text: string) => ({ title, text });
  console.log(sideBySide(column('ours: plan', ours.plan), column("Apollo's gateway: plan", apollo.plan), width));
  console.log();
  console.log(
    sideBySide(column('ours: answer', textOf(ours)), column("Apollo's gateway: answer", textOf(apollo)), width),
  );
  const alike = areAlike(ours, apollo);
  console.log(alike ? '\nThe answers are alike.' : '\nThe answers differ.');
  return alike ? 0 : 1;
}

function textOf({ data, errors }: Explained): string {
  return JSON.stringify({ data, errors }, null, 2);
}
