// Assumes of the mapper that it hands `onQuery` the very array of parameters that it hands its logger when the statement has
// been answered, which is how an end finds its beginning.
import type { LogContext, Logger } from '@mikro-orm/core';
import type { StatementWatch } from './statement-watch.js';

/** How the mapper is told to tell of its statements. */
export interface MapperStatements {
  readonly onQuery: (statement: string, parameters: readonly unknown[]) => string;
  readonly loggerFactory: () => Logger;
}

/** Settings of the mapper with which somebody hears of its statements; nothing is written. */
export function mapperStatements(watch: StatementWatch): MapperStatements {
  const ends = new WeakMap<readonly unknown[], ReturnType<StatementWatch['begin']>>();
  const silent = (): void => {};
  const logger: Logger = {
    log: silent,
    warn: silent,
    error: silent,
    setDebugMode: silent,
    isEnabled: () => false,
    logQuery: ({ query = '', params, level }: LogContext) => {
      if (params) ends.get(params)?.(query, level === 'error');
    },
  };
  return {
    onQuery: (statement, parameters) => {
      ends.set(parameters, watch.begin());
      return statement;
    },
    loggerFactory: () => logger,
  };
}
