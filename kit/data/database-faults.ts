import { type Bilingual, Fault, type FaultCode } from '../module/fault.js';

/** A kind of trouble with a PostgreSQL server, and the codes by which it and its driver tell it. */
interface Trouble {
  readonly code: FaultCode;
  readonly reason: string;
  readonly sentence: Bilingual;
  /** SQLSTATEs, or classes of them, of the server; names of failed calls of the operating system. */
  readonly tells: RegExp;
}

const away: Trouble = {
  code: 'UPSTREAM',
  reason: 'DATABASE_AWAY',
  sentence: {
    zh: '数据库暂时无法连接,请稍后再试。如正在办理变更,请先重新读取,看是否已经生效。',
    en: 'The database cannot be reached for now; try again in a moment. After a change, read first whether it was made.',
  },
  tells: /^(?:08...|28...|3D000|57P0[1-5]|E(?:CONN\w+|PIPE|TIMEDOUT|NOTFOUND|AI_\w+|HOST\w+|NET\w+))$/,
};

const busy: Trouble = {
  code: 'LIMITED',
  reason: 'DATABASE_BUSY',
  sentence: {
    zh: '数据库繁忙,没有空闲的连接或须等待他人,请数秒后再试。',
    en: 'The database is busy: no connection is free, or others hold what is needed. Try again in some seconds.',
  },
  tells: /^(?:53[023]..|40001|40P01|55P03)$/,
};

const full: Trouble = {
  code: 'UPSTREAM',
  reason: 'DATABASE_FULL',
  sentence: {
    zh: '数据库存储空间已满,未作变更;查询不受影响。请告知管理员扩容后再试。',
    en: 'The database’s disk is full, so nothing was changed; reading goes on. Tell the administrator, then try again.',
  },
  tells: /^53100$/,
};

const readOnly: Trouble = {
  code: 'UPSTREAM',
  reason: 'DATABASE_READ_ONLY',
  sentence: {
    zh: '数据库目前只读,未作变更;查询不受影响。请稍后再试,或告知管理员。',
    en: 'The database takes no changes for now, so none was made; reading goes on. Try again later, or tell the administrator.',
  },
  tells: /^25006$/,
};

const slow: Trouble = {
  code: 'TIMEOUT',
  reason: 'STATEMENT_TIMEOUT',
  sentence: {
    zh: '数据库未在期限内完成,请缩小查询范围或稍后再试。',
    en: 'The database did not finish in time. Ask for less, or try again later.',
  },
  tells: /^(?:57014|25P03)$/,
};

const doubt = 'DATABASE_IN_DOUBT';

const troubles = [full, readOnly, busy, slow, away];

/** What the driver says where neither it nor the server has a code for it. */
const sayings: ReadonlyMap<string, Trouble> = new Map([
  ['timeout exceeded when trying to connect', busy],
  ['timeout expired', away],
  ['Connection terminated', away],
  ['Connection terminated unexpectedly', away],
  ['Connection terminated due to connection timeout', away],
  ['Client has encountered a connection error and is not queryable', away],
  ['Client was closed and is not queryable', away],
  ['Query read timeout', away],
]);

/** The Fault of an error of a PostgreSQL server or of its driver that is no defect of the portal; null for any other. */
export function databaseFault(error: unknown): Fault | null {
  if (typeof error !== 'object' || error === null || error instanceof Fault) return null;
  const { code, message } = error as NodeJS.ErrnoException;
  const told = code === undefined ? sayings.get(message) : troubles.find(({ tells }) => tells.test(String(code)));
  return told ? faultOf(told, error as Error) : null;
}

/** The Fault of a database that takes no changes. */
export function takesNoChanges(): Fault {
  return faultOf(readOnly);
}

/** The Fault of a database that is away. */
export function databaseAway(cause?: Error): Fault {
  return faultOf(away, cause);
}

/** Whether an error is the Fault of a database that is away. */
export function isAway(error: unknown): boolean {
  return error instanceof Fault && error.extensions['reason'] === away.reason;
}

/** Whether an error is the Fault of a database whose disk is full. */
export function isFull(error: unknown): error is Fault {
  return error instanceof Fault && error.extensions['reason'] === full.reason;
}

/** Whether an error is a Fault of this file's, of a database that did not do what it was asked. */
export function isOfDatabase(error: unknown): error is Fault {
  return error instanceof Fault && troubles.some(({ reason }) => reason === error.extensions['reason']);
}

/** Whether an error is about the connection, so that asking another statement brings the same. */
export function isOutage(error: unknown): boolean {
  const reasons = [away.reason, busy.reason, doubt];
  return error instanceof Fault && reasons.includes(String(error.extensions['reason']));
}

/** The Fault of a change whose end nobody knows: the database failed after it was to be made final, or recorded as made. */
export function inDoubt(cause?: Error): Fault {
  return new Fault(
    'UPSTREAM',
    {
      zh: '变更提交之际数据库出错,是否已经生效尚不确定。请重新读取;确未生效时再办理一次。',
      en: 'The database failed while the change was made final: it may or may not stand. Read again, and repeat it only where it does not.',
    },
    { reason: 'DATABASE_IN_DOUBT', cause },
  );
}

/** What an error says to an operator: for a Fault, the driver's own words. */
export function wordsForOperator(error: unknown): string {
  const cause = error instanceof Fault ? (error.originalError ?? error) : error;
  const { message, code } = cause as NodeJS.ErrnoException;
  return message || String(code ?? cause);
}

function faultOf({ code, reason, sentence }: Trouble, cause?: Error): Fault {
  return new Fault(code, sentence, { reason, cause });
}
