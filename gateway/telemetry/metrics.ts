import { ByWord, Count, Distribution, Family } from './instruments.js';

/** Requests of one protocol and kind of operation. */
interface RequestNumbers {
  readonly duration: Distribution;
  readonly codes: ByWord<Count>;
}

/** Fetches from one subgraph. */
interface FetchNumbers {
  readonly duration: Distribution;
  readonly outcomes: ByWord<Count>;
}

/** One operation that the manifest names. */
interface NamedNumbers {
  readonly count: Count;
  readonly seconds: Count;
}

/**
 * Everything that is counted as it happens; what can be asked for later is asked for later, see `observed.ts`. A word that
 * clients choose is never a label: operations are told by name only where the manifest of trusted documents has the name.
 */
export class Metrics {
  readonly families: Family<Count | Distribution>[] = [];
  readonly found: Count;
  readonly missed: Count;
  readonly validation: Distribution;
  readonly planning: Distribution;
  readonly statements: Distribution;
  readonly statementsFailed: Distribution;
  readonly slow = this.#count('yimen_slow_operations_total', 'Operations that took at least SLOW_OPERATION.');
  readonly slowLeftOut = this.#count('yimen_slow_operations_left_out_total', 'Those of them that the log left out.');
  readonly streamsOpened = this.#count('yimen_live_streams_opened_total', 'Live streams that were opened.');
  readonly streamsEnded = this.#count('yimen_live_streams_ended_total', 'Live streams that ended.');
  readonly streamEvents = this.#count('yimen_live_events_total', 'Events that were answered on live streams.');
  readonly spansLost = this.#count('yimen_spans_lost_total', 'Spans that the collector did not take.');
  readonly #requests: ByWord<ByWord<RequestNumbers>>;
  readonly #fetches: ByWord<FetchNumbers>;
  readonly #refusals: ByWord<Count>;
  readonly #named: ReadonlyMap<string, NamedNumbers>;

  /** `names` are those of the manifest's operations. */
  constructor(names: ReadonlySet<string>) {
    this.#requests = this.#requestNumbers();
    this.#fetches = this.#fetchNumbers();
    this.#named = this.#namedNumbers(names);
    const refusals = this.#counter('yimen_refusals_total', 'Operations refused before anything was fetched.', [
      'reason',
    ]);
    this.#refusals = new ByWord((reason) => refusals.child({ reason }));
    const lookups = this.#counter('yimen_operation_cache_lookups_total', 'Looks for an operation that is validated.', [
      'result',
    ]);
    this.found = lookups.child({ result: 'hit' });
    this.missed = lookups.child({ result: 'miss' });
    const phases = this.#histogram('yimen_phase_duration_seconds', 'What a cache spares: validating, planning.', [
      'phase',
    ]);
    this.validation = phases.child({ phase: 'validate' });
    this.planning = phases.child({ phase: 'plan' });
    const statements = this.#histogram(
      'db_client_operation_duration_seconds',
      'SQL statements, waiting for a connection included.',
      ['db_system_name', 'outcome'],
    );
    this.statements = statements.child({ db_system_name: 'postgresql', outcome: 'ok' });
    this.statementsFailed = statements.child({ db_system_name: 'postgresql', outcome: 'failed' });
  }

  /** An operation of a client was answered, or refused. */
  answered(protocol: string, kind: string, name: string | undefined, code: string, milliseconds: number): void {
    const { duration, codes } = this.#requests.of(protocol).of(kind);
    duration.observe(milliseconds);
    codes.of(code).value += 1;
    const named = name === undefined ? undefined : this.#named.get(name);
    if (named === undefined) return;
    named.count.value += 1;
    named.seconds.value += milliseconds / 1_000;
  }

  /** An operation was refused before anything was fetched. */
  refused(reason: string): void {
    this.#refusals.of(reason).value += 1;
  }

  fetched(subgraph: string, outcome: string, milliseconds: number): void {
    const { duration, outcomes } = this.#fetches.of(subgraph);
    duration.observe(milliseconds);
    outcomes.of(outcome).value += 1;
  }

  #requestNumbers(): ByWord<ByWord<RequestNumbers>> {
    const requests = this.#counter(
      'yimen_requests_total',
      'Operations of clients; the code is OK or that of the first error.',
      ['protocol', 'operation_type', 'code'],
    );
    const durations = this.#histogram(
      'yimen_request_duration_seconds',
      'From an operation’s arrival to its answer; for a stream, until it is open.',
      ['protocol', 'operation_type'],
    );
    const ofKind = (protocol: string, kind: string): RequestNumbers => ({
      duration: durations.child({ protocol, operation_type: kind }),
      codes: new ByWord((code) => requests.child({ protocol, operation_type: kind, code }), 40),
    });
    return new ByWord((protocol) => new ByWord((kind) => ofKind(protocol, kind), 5), 10);
  }

  #fetchNumbers(): ByWord<FetchNumbers> {
    const fetches = this.#counter('yimen_fetches_total', 'Fetches: ok, errors, left, or the reason of a failure.', [
      'subgraph',
      'outcome',
    ]);
    const durations = this.#histogram('yimen_fetch_duration_seconds', 'From a fetch’s begin to its answer.', [
      'subgraph',
    ]);
    return new ByWord(
      (subgraph) => ({
        duration: durations.child({ subgraph }),
        outcomes: new ByWord((outcome) => fetches.child({ subgraph, outcome }), 40),
      }),
      1_000,
    );
  }

  #namedNumbers(names: ReadonlySet<string>): ReadonlyMap<string, NamedNumbers> {
    const counts = this.#counter('yimen_named_operations_total', 'Operations that the manifest names.', [
      'operation_name',
    ]);
    const seconds = this.#counter('yimen_named_operation_seconds_total', 'Time that those operations took.', [
      'operation_name',
    ]);
    const numbersOf = (name: string): NamedNumbers => ({
      count: counts.child({ operation_name: name }),
      seconds: seconds.child({ operation_name: name }),
    });
    return new Map([...names].map((name) => [name, numbersOf(name)]));
  }

  #count(name: string, help: string): Count {
    return this.#counter(name, help, []).child({});
  }

  #counter(name: string, help: string, labels: readonly string[]): Family<Count> {
    const family = new Family({ kind: 'counter', name, help, labels }, (given) => new Count(given));
    this.families.push(family);
    return family;
  }

  #histogram(name: string, help: string, labels: readonly string[]): Family<Distribution> {
    const family = new Family({ kind: 'histogram', name, help, labels }, (given) => new Distribution(given));
    this.families.push(family);
    return family;
  }
}
