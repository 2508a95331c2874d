// Loaded before the portal, its tests and its tools (`node --import`): what must hold before any package is read.
import { existsSync } from 'node:fs';

// Read once, at import, by @apollo packages; a county's portal reports to nobody.
process.env.APOLLO_TELEMETRY_DISABLED ??= '1';

const isInstalled = existsSync(new URL('../node_modules/.bootstrap', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (!isInstalled) {
  // npm leaves out `prestart` and its like when the user's configuration says `ignore-scripts`.
  console.error('The packages are not installed: run `npm run bootstrap` first.');
  process.exit(1);
}
if (major < 22 || (major === 22 && minor < 17)) {
  console.error(
    `This is Node ${process.version}; 22.17 or newer is needed. Commands started through npm find it by themselves.`,
  );
  process.exit(1);
}
