// Loaded into a measured gateway by the bench alone (`--import`): on SIGUSR2 it writes to LOOP_PROBE_FILE how long its
// main thread kept the event loop from turning since the signal before, by the clock and by the thread's own CPU time.
// A machine with other work to do takes the core away in between: that is in the first and not in the second. Worker
// threads and child processes have loops of their own.
import { renameSync, writeFileSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** Milliseconds between two looks. */
const interval = 1;

const file = process.env.LOOP_PROBE_FILE;
// What the gateway starts itself must neither answer the signal nor write the file.
delete process.env.LOOP_PROBE_FILE;

if (file && isMainThread && process.threadCpuUsage) {
  const elapsed = createHistogram();
  const worked = createHistogram();
  const cpuMicroseconds = () => {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  };
  let seen = { at: performance.now(), cpu: cpuMicroseconds() };
  setInterval(() => {
    const now = { at: performance.now(), cpu: cpuMicroseconds() };
    elapsed.record(Math.max(1, Math.round((now.at - seen.at - interval) * 1_000)));
    worked.record(Math.max(1, Math.round(now.cpu - seen.cpu)));
    seen = now;
  }, interval).unref();

  const milliseconds = (histogram) => {
    const [p50, p99, p999] = [50, 99, 99.9].map((share) => histogram.percentile(share) / 1_000);
    return { p50, p99, p999, most: histogram.max / 1_000 };
  };
  process.on('SIGUSR2', () => {
    writeFileSync(`${file}.draft`, JSON.stringify({ elapsed: milliseconds(elapsed), worked: milliseconds(worked) }));
    renameSync(`${file}.draft`, file);
    elapsed.reset();
    worked.reset();
  });
}
