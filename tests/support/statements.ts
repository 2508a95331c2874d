import { Client } from 'pg';
import { EmbeddedPostgres } from '../../kit/data/embedded-postgres.js';

type Query = (...parameters: unknown[]) => unknown;

/**
 * The SQL statements that reach PostgreSQL while `work` runs, taken down where the drivers hand them over, embedded and
 * server alike. What opens and ends a transaction is left out.
 */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const note = (statement: unknown): void => {
    const text = typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
    // Statements that only read may travel together.
    for (const each of text.split(';\n'))
      if (!/^\s*(begin|start|commit|rollback|savepoint|release|set)\b/i.test(each)) statements.push(each);
  };
  const restore = [
    listenTo(EmbeddedPostgres.prototype, 'statement', note),
    listenTo(EmbeddedPostgres.prototype, 'lists', note),
    listenTo(Client.prototype, 'query', note),
  ];
  try {
    await work();
  } finally {
    for (const step of restore) step();
  }
  return statements;
}

/** A statement without what differs from call to call: its values and how many there are. */
export function shapeOf(statement: string): string {
  return statement.replaceAll(/'(?:[^']|'')*'|\$\d+/g, '?').replaceAll(/\(\s*\?(?:\s*,\s*\?)*\s*\)/g, '(?)');
}

function listenTo(owner: object, method: string, note: (statement: unknown) => void): () => void {
  const original = Reflect.get(owner, method) as Query;
  Reflect.set(owner, method, function (this: unknown, ...parameters: unknown[]) {
    note(parameters[0]);
    return original.apply(this, parameters);
  });
  return () => Reflect.set(owner, method, original);
}
