import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { textOf } from './readme-blocks.js';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

const permissive = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['PSF-2.0', 'Python-2.0', 'Unlicense'],
];

const lock = JSON.parse(textOf('package-lock.json')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const locked = Object.entries(lock.packages).filter(([place]) => place !== '');

test('No locked package has a download address, so any registry serves.', () => {
  expect(locked.length).toBeGreaterThan(500);
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([]);
  expect(textOf('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
});

test('Every locked package has an integrity.', () => {
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place)).toEqual([]);
});

test('Every dependency is pinned to one version, and the lock file holds that one.', () => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
  const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides });
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(wanted.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
});

test('Every installed package has a permissive licence, but for those that NOTICE names.', () => {
  const licences = locked.flatMap(([place]) => {
    const file = path.join(projectRoot, place, 'package.json');
    return existsSync(file) ? [{ place, licence: licenceOf(file) }] : [];
  });
  expect(licences.length).toBeGreaterThan(500);
  const others = licences.filter(({ licence }) => !isPermissive(licence));
  const named = [...textOf('NOTICE').matchAll(/^ {2}(@apollo\/\S+)$/gm)].map(
    ([, name]) => `node_modules/${name} Elastic-2.0`,
  );
  expect(named).toHaveLength(5);
  expect(others.map(({ place, licence }) => `${place} ${licence}`).sort()).toEqual(named);
});

function licenceOf(file: string): string {
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as { license?: unknown; licenses?: unknown };
  if (typeof license === 'string') return license;
  return JSON.stringify(license ?? licenses ?? 'none');
}

/** Reads an SPDX expression: of alternatives one is enough, of what is joined by AND all must be. */
function isPermissive(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => permissive.includes(licence)));
}
