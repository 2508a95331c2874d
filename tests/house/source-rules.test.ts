import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { readmes, textOf } from './readme-blocks.js';

const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
const files = execFileSync('git', listing, { cwd: projectRoot, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(path.join(projectRoot, file)));
const own = 'tests/house/source-rules.test.ts';
const sources = files.filter((file) => file !== own && /\.(ts|mjs|js)$/.test(file));
// Generated or handed over by others, and too large to be read by people.
const texts = files.filter(
  (file) =>
    file !== own &&
    !/^(package-lock\.json|LICENSE|counties\/.*\.csv)$/.test(file) &&
    statSync(path.join(projectRoot, file)).size < 2_000_000,
);

/** Every line of the files that the pattern fits, as `file:line text`. */
function linesWith(pattern: RegExp, among: readonly string[]): string[] {
  return among.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
}

test('The list of files is the project’s.', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(texts).toContain('README.md');
});

test('No source file is longer than 400 lines.', () => {
  expect(sources.filter((file) => textOf(file).split('\n').length > 401)).toEqual([]);
});

test('No file or folder is a drawer.', () => {
  const drawer = /(^|\/)(utils?|helpers?|common|shared|core|base|types|misc|lib|managers?)(\/|\.(ts|mjs|js)$)/;
  expect(files.filter((file) => drawer.test(file))).toEqual([]);
});

test('Every source file is named in kebab-case.', () => {
  // A test of a system or a story of the domain bears its id.
  const name = /^([a-z0-9]+(-[a-z0-9]+)*|[A-Z]{1,2}-\d+)(\.(resolver|sheet|test|config|d))?\.(ts|mjs|js)$/;
  const settings = /^\.dependency-cruiser\.mjs$/;
  expect(sources.filter((file) => !name.test(path.basename(file)) && !settings.test(file))).toEqual([]);
});

test('No class or interface is named after what it is for the compiler.', () => {
  const words =
    /^(?:export )?(?:abstract )?(?:class|interface|type) (?:Abstract\w*|Base[A-Z]\w*|I[A-Z][a-z]\w*|\w+(?:Impl|Manager|Helper|Utils?|Data))\b/;
  expect(linesWith(words, sources)).toEqual([]);
});

test('No file tells of one machine, one registry or one author’s day.', () => {
  const words = /\/work\/|\/root\/|\/home\/\w|registry\.npm|npmmirror|\b(?:TODO|FIXME|XXX|HACK)\b|@author/;
  expect(linesWith(words, texts)).toEqual([]);
});

test('What a tool is told to overlook has its reason beside it.', () => {
  expect(
    linesWith(/eslint-disable(?!.* -- \S)|@ts-ignore|@ts-nocheck|@ts-expect-error(?! \S)|prettier-ignore/, sources),
  ).toEqual([]);
});

test('Casts through unknown, which lint allows where the types of MikroORM and type-graphql end, become no more.', () => {
  expect(
    linesWith(
      /\bas unknown as\b/,
      sources.filter((file) => file.startsWith('kit/')),
    ).length,
  ).toBeLessThanOrEqual(12);
});

describe('What people read', () => {
  test.each(readmes)('%s has at most 120 lines and praises nothing.', (file) => {
    expect(textOf(file).trimEnd().split('\n').length).toBeLessThanOrEqual(120);
    const praise =
      /robust|scalab|seamless|powerful|modern|production-ready|blazing|comprehensive|elegant|强大|完善|先进|现代化|img\.shields/i;
    expect(linesWith(praise, [file])).toEqual([]);
  });

  test('A decision has at most 25 lines: context, decision, consequences.', () => {
    const decisions = files.filter((file) => file.startsWith('docs/decisions/'));
    expect(decisions.length).toBeGreaterThanOrEqual(5);
    expect(decisions.filter((file) => textOf(file).trimEnd().split('\n').length > 25)).toEqual([]);
    const headings = decisions.map((file) =>
      textOf(file)
        .match(/^## .*$/gm)
        ?.join(),
    );
    expect(new Set(headings)).toEqual(new Set(['## Context,## Decision,## Consequences']));
  });
});
