import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

// `node .ci/verdict.mjs failed REPORT` names the test files that failed, one in a line; `node .ci/verdict.mjs count REPORT …`
// names each failed test and counts all. Beside REPORT.json may stand REPORT-again.json: what failed, run once more and alone.

function reportOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** The results of a run by file. A file that could not be loaded has no tests, and its message is its failure. */
function resultsOf(report) {
  return new Map(
    (report?.testResults ?? []).map(({ name, status, message, assertionResults }) => [
      name,
      {
        failed: [
          ...assertionResults.filter((each) => each.status === 'failed').map((each) => each.fullName),
          ...(status === 'failed' && assertionResults.every((each) => each.status !== 'failed')
            ? [reasonOf(message)]
            : []),
        ],
        passed: assertionResults.filter((each) => each.status === 'passed').length,
        skipped: assertionResults.filter((each) => each.status === 'pending').length,
      },
    ]),
  );
}

// Above it stands a title that is the same for all.
const reasonOf = (message) =>
  message
    .split('\n')
    .filter((line) => line.trim() !== '')[1]
    ?.trim() ?? 'it could not be loaded';
const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
const told = (prefix, file, tests) => tests.map((test) => `${prefix}: ${path.relative(process.cwd(), file)} › ${test}`);

/** A run without a report counts as a failure: nobody knows what it would have found. */
function verdictOf(file) {
  const first = reportOf(file);
  if (!first) return { lines: [`failed: ${path.basename(file)} was not written`], passed: 0, skipped: 0, failed: 1 };
  const results = resultsOf(first);
  const lines = [];
  for (const [name, again] of resultsOf(reportOf(file.replace(/\.json$/, '-again.json')))) {
    if (again.failed.length === 0)
      lines.push(...told('unsteady, passed only alone', name, results.get(name)?.failed ?? []));
    results.set(name, again);
  }
  const all = [...results];
  return {
    lines: [...lines, ...all.flatMap(([name, { failed }]) => told('failed', name, failed))],
    passed: sum(all.map(([, { passed }]) => passed)),
    skipped: sum(all.map(([, { skipped }]) => skipped)),
    failed: sum(all.map(([, { failed }]) => failed.length)),
  };
}

const [command, ...files] = process.argv.slice(2);
if (command === 'failed') {
  for (const file of files) {
    for (const [name, { failed }] of resultsOf(reportOf(file))) if (failed.length > 0) console.log(name);
  }
} else {
  const verdicts = files.map((file) => verdictOf(file));
  for (const line of verdicts.flatMap(({ lines }) => lines)) console.log(line);
  const [skipped, passed, failed] = ['skipped', 'passed', 'failed'].map((key) =>
    sum(verdicts.map((each) => each[key])),
  );
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
}
