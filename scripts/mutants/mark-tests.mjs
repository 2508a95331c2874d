// A reporter of Jest that writes, among the stretches reached, which test file begins there and how long it took.
import { appendFileSync } from 'node:fs';

export default class MarkTests {
  #begun = 0;

  onTestFileStart({ path }) {
    this.#begun = performance.now();
    appendFileSync(process.env.MUTANTS_NOTES, `# ${path}\n`);
  }

  onTestFileResult(_, { numFailingTests, testExecError }) {
    const verdict = numFailingTests > 0 || testExecError ? 'failed' : 'passed';
    appendFileSync(process.env.MUTANTS_NOTES, `= ${verdict} ${Math.round(performance.now() - this.#begun)}\n`);
  }
}
