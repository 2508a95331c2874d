import { OperationTypeNode, parse } from 'graphql';
import { executeAsText } from '../../../gateway/execution/execute-as-text.js';
import { execute, type ExecutionAnswer, type ExecutionRequest } from '../../../gateway/execution/execute.js';
import type { WrittenAnswer } from '../../../gateway/execution/compiled/run-compiled.js';
import { jsonText } from '../../../gateway/sources/json-text.js';
import type { Source, SubgraphRequest } from '../../../gateway/sources/source.js';
import { readSubgraphResponse, textOf } from '../../../gateway/sources/subgraph-answer.js';

/** An answer as a client reads it, and whether the compiled way made it. */
export interface ReadAnswer {
  readonly data: unknown;
  readonly errors: unknown;
  readonly isCompiled: boolean;
}

/** Answers by the plain executor. */
export async function plainly(request: ExecutionRequest): Promise<ReadAnswer> {
  return read(await execute(request));
}

/** Answers as text, every subgraph behind HTTP; `body` says how a subgraph writes its answer. */
export async function overHttp(request: ExecutionRequest, body: BodyWriter = compact): Promise<ReadAnswer> {
  const sources = new Map([...request.sources].map(([name, source]) => [name, httpSource(source, body)]));
  return read(await executeAsText({ ...request, sources }));
}

/** Answers as text, every subgraph in the process. */
export async function inProcess(request: ExecutionRequest): Promise<ReadAnswer> {
  return read(await executeAsText(request));
}

/** How a subgraph writes the JSON of its answer. */
export type BodyWriter = (response: unknown) => string | Buffer;

const compact: BodyWriter = (response) => jsonText(response);

function read(answer: ExecutionAnswer | WrittenAnswer): ReadAnswer {
  const errors: unknown = JSON.parse(jsonText(answer.errors ?? []));
  if (!('written' in answer)) return { data: JSON.parse(jsonText(answer.data)), errors, isCompiled: false };
  const { written } = answer;
  const text = ('bytes' in written ? written.bytes : Buffer.from(written.text, 'latin1')).toString();
  return { data: JSON.parse(text), errors, isCompiled: true };
}

function httpSource(source: Source, write: BodyWriter): Source {
  return {
    name: source.name,
    fetch: source.fetch,
    http: {
      send: async ({ operation, body }, context, read) => {
        const { variables } = JSON.parse(Buffer.from(body, 'latin1').toString()) as Pick<SubgraphRequest, 'variables'>;
        const document = parse(operation);
        const kind = OperationTypeNode.QUERY;
        const response = await source.fetch(
          { kind, operation, document, operationName: undefined, variables },
          context,
        );
        return read({ status: 200, body: Buffer.from(write(response) as string) });
      },
      read: ({ body }) => readSubgraphResponse(source.name, textOf(source.name, body), { zh: '', en: '' }),
    },
  };
}
