// Loaded by the commands that stay open. npm passes SIGTERM to the shell between itself and Node; that shell dies of
// it and passes nothing on, so the portal would live on without a parent. It then sends itself the signal.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
