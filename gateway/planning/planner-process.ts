import { Fault } from '../../kit/module/fault.js';
import { type Lane, Lanes, openingLimit, type PlannedSupergraph } from './planner-lanes.js';

/** What a planner is started as. */
export interface PlannerProgram {
  /** The program of its process, which calls `answerQuestions` of `planner-child.mjs`. */
  readonly program: URL;
  readonly supergraphSdl: string;
  /** Milliseconds that a plan may take, waiting for a free process included. */
  readonly limit: number;
}

/**
 * A planner of one graph in processes of its own, each with one operation at a time: what makes it abort, or plan for
 * minutes, ends that process alone, and the event loop of the gateway never waits for it. A graph that takes another's
 * place is planned in the same processes: to start one costs the loop some milliseconds, more the larger the gateway.
 */
export class PlannerProcess {
  readonly #lanes: Lanes;
  readonly #graph: PlannedSupergraph;
  readonly #limit: number;

  private constructor({ program, supergraphSdl, limit }: PlannerProgram) {
    this.#lanes = Lanes.of(program);
    this.#graph = { number: (graphs += 1), supergraphSdl };
    this.#limit = limit;
  }

  /**
   * Rejects, in the planner's words, where it does not take the supergraph. Raises Fault LIMITED, reason PLANNER_GIVEN_UP, where it
   * takes too long over it.
   */
  static async open(program: PlannerProgram): Promise<PlannerProcess> {
    const opened = new PlannerProcess(program);
    const { number } = opened.#graph;
    opened.#lanes.graphs.add(number);
    try {
      await opened.#inTurn(openingLimit, plannerGivenUp, (lane) => lane.open(opened.#graph));
    } catch (refusal) {
      opened.close();
      throw refusal;
    }
    return opened;
  }

  /**
   * Asks for a plan. Rejects in the planner's words where it refuses, and where its process ended over the question.
   * Raises Fault TIMEOUT when it takes longer than the limit.
   */
  ask(question: object): Promise<unknown> {
    return this.#inTurn(this.#limit, planningTimeout, (lane, signal) => lane.ask(this.#graph, question, signal));
  }

  /**
   * Lets the processes forget the graph. With the last graph those at rest end; the others end once they have answered
   * and rested.
   */
  close(): void {
    this.#lanes.forget(this.#graph.number);
  }

  #inTurn<Outcome>(
    limit: number,
    late: (limit: number) => Fault,
    work: (lane: Lane, signal: AbortSignal) => Promise<Outcome>,
  ): Promise<Outcome> {
    return within(limit, late, (signal) => this.#lanes.inTurn(this.#graph, signal, (lane) => work(lane, signal)));
  }
}

let graphs = 0;

async function within<Outcome>(
  limit: number,
  late: (limit: number) => Fault,
  work: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const giving = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(late(limit));
    giving.abort();
  }, limit);
  try {
    return await Promise.race([work(giving.signal), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function planningTimeout(limit: number): Fault {
  return new Fault(
    'TIMEOUT',
    { zh: `查询规划超过 ${limit} 毫秒，请缩小查询。`, en: `Planning took longer than ${limit} ms; ask for less.` },
    { reason: 'PLANNING_TIMEOUT', details: { limit } },
  );
}

function plannerGivenUp(limit: number): Fault {
  return new Fault(
    'LIMITED',
    {
      zh: `查询规划器 ${limit} 毫秒内未能就绪,已中止:请减少类型、键或共有字段。`,
      en: `The planner was not ready for this graph within ${limit} ms and was given up; have fewer types, keys or shared fields.`,
    },
    { reason: 'PLANNER_GIVEN_UP', details: { limit } },
  );
}
