// Assumes that a statement without values means the same in PostgreSQL's simple query protocol, one message, as in the
// extended one, where the embedded PostgreSQL is entered six times for it; and that its files need no sync, as those of a
// folder and of memory do. A statement with values, and whatever is not asked by `query`, goes the library's own way.
import {
  messages,
  PGlite,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
  types,
} from '@electric-sql/pglite';

type Parsers = NonNullable<QueryOptions['parsers']>;

const withoutSync = { syncToFs: false } as const;
const changing = /^(?:INSERT|UPDATE|DELETE|MERGE|COPY) (?:\d+ )?(\d+)$/;

/** The embedded PostgreSQL, in a folder or, by `memory://`, in memory; statements without values cost a third of its own way. */
export class EmbeddedPostgres extends PGlite {
  /** Opens it; `parsersWith` makes, out of what reads an array's text, what reads other texts by the number of their type. */
  static async open(
    location: string,
    parsersWith: (readArray: (text: string) => string[]) => Parsers,
  ): Promise<EmbeddedPostgres> {
    const opened = new EmbeddedPostgres(location, { parsers: parsersWith(readArray) });
    await opened.waitReady;
    return opened;
  }

  override query<Row>(text: string, values?: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    return this.statement<Row>(text, values, options, null);
  }

  override transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((transaction) =>
      work({
        query: <Row>(text: string, values?: unknown[], options?: QueryOptions) =>
          this.statement<Row>(text, values, options, transaction),
        sql: (strings, ...values) => transaction.sql(strings, ...values),
        exec: (text, options) => transaction.exec(text, options),
        rollback: () => transaction.rollback(),
        listen: (channel, hear) => transaction.listen(channel, hear),
        get closed() {
          return transaction.closed;
        },
      }),
    );
  }

  /** Every statement of `query` passes here, with the transaction that it belongs to. */
  async statement<Row>(
    text: string,
    values: unknown[] | undefined,
    options: QueryOptions | undefined,
    transaction: Transaction | null,
  ): Promise<Results<Row>> {
    if (values !== undefined && values.length > 0) {
      return transaction ? transaction.query<Row>(text, values, options) : super.query<Row>(text, values, options);
    }
    if (transaction?.closed) throw new Error('The transaction has ended.');
    const asLists = options?.rowMode === 'array';
    const [result] = transaction ? await this.#ask<Row>(text, asLists) : await this.#askOutside<Row>(text, asLists);
    return result ?? { rows: [], fields: [] };
  }

  /** What several statements without values answer, each row as the list of its columns. */
  lists(text: string): Promise<Results<unknown[]>[]> {
    return this.#askOutside<unknown[]>(text, true);
  }

  async #askOutside<Row>(text: string, asLists: boolean): Promise<Results<Row>[]> {
    await this._checkReady();
    return this._runExclusiveTransaction(() => this.#ask<Row>(text, asLists));
  }

  #ask<Row>(text: string, asLists: boolean): Promise<Results<Row>[]> {
    return this._runExclusiveQuery(async () => {
      const answer = await this.execProtocolStream(protocol.serialize.query(text), withoutSync);
      return readResults<Row>(answer, this.parsers, asLists);
    });
  }
}

function readArray(text: string): string[] {
  return types.arrayParser(text, (each) => each, types.TEXT) as string[];
}

/** What each statement of a message answered, in their order. */
function readResults<Row>(
  answer: Awaited<ReturnType<PGlite['execProtocolStream']>>,
  parsers: Parsers,
  asLists: boolean,
): Results<Row>[] {
  const results: Results<Row>[] = [];
  let rows: unknown[] = [];
  let fields: messages.RowDescriptionMessage['fields'] = [];
  for (const message of answer) {
    if (message instanceof messages.DataRowMessage) {
      const values = message.fields.map((text, index) => valueOf(text, fields[index]?.dataTypeID ?? 0, parsers));
      rows.push(asLists ? values : rowOf(fields, values));
    } else if (message instanceof messages.RowDescriptionMessage) fields = message.fields;
    else if (message instanceof messages.CommandCompleteMessage) {
      results.push({ rows: rows as Row[], fields, affectedRows: Number(changing.exec(message.text)?.[1] ?? 0) });
      rows = [];
      fields = [];
    }
  }
  return results;
}

function valueOf(text: string | null, type: number, parsers: Parsers): unknown {
  const parse = parsers[type];
  return text === null || !parse ? text : parse(text);
}

function rowOf(fields: readonly { readonly name: string }[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [index, { name }] of fields.entries()) row[name] = values[index];
  return row;
}
