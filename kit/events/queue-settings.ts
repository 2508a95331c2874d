const thirtyDays = 30 * 86_400;

/** Milliseconds for a connection of the queues' own, and for a statement of theirs on a server that may be frozen. */
export const queuePatience = { connectionTimeoutMillis: 5_000, query_timeout: 30_000 };

/**
 * A job's life. A transaction ends within five seconds, so a job that runs for fifteen belonged to a process that died. One
 * whose module is away waits for thirty days, and as long one that failed stays where an operator finds it.
 */
export const queueSettings = {
  expireInSeconds: 15,
  retryLimit: 8,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  retentionSeconds: thirtyDays,
  deleteAfterSeconds: thirtyDays,
};
