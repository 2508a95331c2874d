/**
 * Milliseconds of the fastest of so many runs, one after the other: what else the machine does makes some slow, and none fast,
 * so that a bound on this tells the work from the machine.
 */
export async function fastestOf(runs: number, work: () => unknown): Promise<number> {
  let fastest = Infinity;
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - begun);
  }
  return fastest;
}
