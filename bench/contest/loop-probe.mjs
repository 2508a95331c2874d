// Loaded into a measured gateway by the bench alone (`--import`): on SIGUSR2 it writes to LOOP_PROBE_FILE how long its
// main thread kept the event loop from turning since the signal before, by the clock and by the thread's own CPU time,
// and the process's memory after a collection. A machine with other work to do takes the core away in between:
// that is in the first and not in the second. Worker threads and child processes have loops of their own.
import { renameSync, writeFileSync } from 'node:fs';
import { createHistogram } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
  // The flag is for contexts that are made later.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const collected = async () => {
    for (let time = 0; time < 2; time += 1) {
      collect();
      // Pages go back to the system behind a collection.
      await pause(100);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { megabytes: rss / 2 ** 20, used: (heapUsed + external) / 2 ** 20 };
  };
  process.on('SIGUSR2', async () => {
    const blocked = { elapsed: milliseconds(elapsed), worked: milliseconds(worked) };
    const memory = await collected();
    writeFileSync(`${file}.draft`, JSON.stringify({ ...blocked, ...memory }));
    renameSync(`${file}.draft`, file);
    seen = { at: performance.now(), cpu: cpuMicroseconds() };
    elapsed.reset();
    worked.reset();
  });
}
