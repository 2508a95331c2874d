import type { GraphQLFormattedError } from 'graphql';
import { Fault, type FaultCode, faultCodes } from '../kit/module/fault.js';
import type { Pipeline } from './pipeline.js';
import type { RequestContext } from './request-context.js';

/** Asks the graph a query on behalf of the request that a module works for. */
export type Ask = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<unknown>;

/** The questions that modules ask the graph. They exist before the pipeline that answers them, because it serves the modules. */
export class Questions {
  #pipeline: Pipeline | null = null;

  answeredBy(pipeline: Pipeline): void {
    this.#pipeline = pipeline;
  }

  /** Asks as the request's own caller; a mutation is refused. Throws the Fault that the graph answers with. */
  readonly ask: Ask = async (query, variables, context) => {
    if (!this.#pipeline) throw new Error('A module asks before the graph can answer.');
    const { body } = await this.#pipeline.answer(
      { query, variables, operationName: null },
      { ...context, explain: false },
      { readOnly: true },
    );
    const [first] = body.errors ?? [];
    if (first) throw faultOf(first);
    return body.data;
  };
}

/** An error of an answer as the asking module's own. */
export function faultOf({ message, extensions }: GraphQLFormattedError): Error {
  const { code, reason, details } = extensions as { code?: string; reason?: string; details?: Record<string, unknown> };
  if (code === undefined || !(code in faultCodes)) return new Error(`The graph did not answer a question: ${message}`);
  return new Fault(code as FaultCode, { zh: message, en: message }, { reason, details });
}
