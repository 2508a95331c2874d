import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@jest/globals';
import { chromium, type Page } from 'playwright-core';

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file));

/** A browser without a window, with a profile of its own. */
export interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * `test` where Debian's Chromium is installed. Elsewhere the test is skipped and says so in one line; with CI=true it runs
 * all the same, and fails at `openChromium`.
 */
export const testInChromium: typeof test = chooseTest();

function chooseTest(): typeof test {
  if (executable !== undefined || process.env.CI === 'true') return test;
  process.stderr.write('skipped: tests in a browser; install Debian’s package chromium to run them\n');
  return test.skip as typeof test;
}

/** Starts Chromium. Throws when it is not installed. */
export async function openChromium(): Promise<Browser> {
  if (executable === undefined) throw new Error('Chromium is not installed: apt-get install chromium.');
  const profile = await mkdtemp(path.join(tmpdir(), 'yimen-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    locale: 'zh-CN',
    viewport: { width: 1280, height: 800 },
    // Chromium's own sandbox does not start for root, as which containers run.
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  return {
    newPage: () => context.newPage(),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
