import { PGlite, type Transaction } from '@electric-sql/pglite';
import { Client } from 'pg';

type Query = (...parameters: unknown[]) => unknown;

/**
 * The SQL statements that reach PostgreSQL while `work` runs, taken down where the drivers hand them over, embedded and
 * server alike. What opens and ends a transaction is left out.
 */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const note = (statement: unknown): void => {
    const text = typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);
    if (!/^\s*(begin|start|commit|rollback|savepoint|release|set)\b/i.test(text)) statements.push(text);
  };
  const restore = [listenTo(PGlite.prototype, note), listenTo(Client.prototype, note), listenToTransactions(note)];
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

function listenTo(target: object, note: (statement: unknown) => void): () => void {
  const owner = target as { query: Query };
  const original = owner.query;
  const isOwn = Object.hasOwn(owner, 'query');
  owner.query = function (this: unknown, ...parameters) {
    note(parameters[0]);
    return original.apply(this, parameters);
  };
  return () => {
    if (isOwn) owner.query = original;
    else Reflect.deleteProperty(owner, 'query');
  };
}

/** PGlite's transactions have a query of their own, which does not pass the instance's. */
function listenToTransactions(note: (statement: unknown) => void): () => void {
  const owner = PGlite.prototype as { transaction: PGlite['transaction'] };
  const original = owner.transaction;
  const isOwn = Object.hasOwn(owner, 'transaction');
  owner.transaction = function <T>(this: PGlite, work: (transaction: Transaction) => Promise<T>) {
    return original.call(this, (transaction: Transaction) => {
      listenTo(transaction, note);
      return work(transaction);
    }) as Promise<T>;
  };
  return () => {
    if (isOwn) owner.transaction = original;
    else Reflect.deleteProperty(owner, 'transaction');
  };
}
