import type { Plan } from '../planning/plan.js';
import type { Part, PartKeys } from './defer-keys.js';
import { assignParts, stepsOf, waitsFor, type Step } from './defer-steps.js';
import type { PlanRun } from './plan-run.js';
import type { Report } from './report.js';
import { runNode } from './run-plan.js';

/** One run of a plan whose fetches report one by one. */
export interface PartedRun extends Omit<PlanRun, 'plan' | 'report'> {
  reportOf(step: Step): Report;
}

/** The fetches of a plan under way, and which parts of the answer have all that they need. */
export class PartFetches {
  readonly #steps: readonly Step[];
  readonly #done = new Map<Step, Promise<void>>();
  readonly #brought = new Set<Step>();
  readonly #ready = new Map<Part, Promise<unknown>>();

  /** Begins each fetch as soon as what it reads is there. `keys` are those of the parts in the tree, and are used up. */
  constructor(plan: Plan | undefined, keys: ReadonlyMap<Part, PartKeys>, { reportOf, ...run }: PartedRun) {
    this.#steps = stepsOf(plan?.node, run.values);
    if (!plan) return;
    assignParts(this.#steps, keys, plan.possibleTypes);
    for (const step of this.#steps) {
      const earlier = step.before.filter((one) => waitsFor(step, one));
      const report = reportOf(step);
      const done = this.#allDone(earlier)
        .then(() => runNode(step.fetch, { ...run, plan, report }))
        .then(() => void this.#brought.add(step));
      this.#done.set(step, done);
      // Who needs the step learns of a defect; where nobody asks any more it must not end the process.
      done.catch(() => {});
    }
  }

  /** Resolves once all fetches of a part are done. Rejects for a defect alone. */
  ready(part: Part): Promise<unknown> {
    const ready = this.#ready.get(part) ?? this.#allDone(this.#stepsOf(part));
    this.#ready.set(part, ready);
    return ready;
  }

  isReady(part: Part): boolean {
    return this.#stepsOf(part).every((step) => this.#brought.has(step));
  }

  #allDone(steps: readonly Step[]): Promise<unknown> {
    return Promise.all(steps.flatMap((step) => this.#done.get(step) ?? []));
  }

  #stepsOf(part: Part): Step[] {
    return this.#steps.filter(({ parts }) => parts.has(part));
  }
}
