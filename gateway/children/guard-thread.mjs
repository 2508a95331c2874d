// Looks at the process of a child from beside its event loop, which may not turn: a child without its portal ends, and one
// that has more memory than it may have, which the limit of its heap alone does not prevent.
import { workerData } from 'node:worker_threads';

const { portal, most } = workerData;

setInterval(() => {
  if (process.ppid !== portal) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > most) process.kill(process.pid, 'SIGABRT');
}, 250);
