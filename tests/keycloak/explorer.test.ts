import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Browser, openChromium, testInChromium } from '../support/chromium.js';
import { issuerSettings, keycloak } from '../support/issuer.js';
import { openPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;
let browser: Browser | undefined;
beforeAll(async () => {
  const { port } = new URL(keycloak().portalOrigin);
  portal = await openPortal({ environment: { ...issuerSettings(), PORT: port } });
});
afterAll(async () => {
  await browser?.close();
  await portal.close();
});

testInChromium(
  'In the explorer a person logs in on Keycloak’s pages, is named with the roles, asks, and logs out.',
  async () => {
    browser = await openChromium();
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${portal.origin}/?query=${encodeURIComponent('{ me { name } }')}`);
    await page.click('#login');
    await page.fill('#username', 'evaluator');
    await page.click('[type=submit]');
    await page.fill('#password', 'demo');
    await page.click('[type=submit]');
    await page.waitForSelector('#caller >> text=熊东琪');
    expect(new URL(page.url()).origin).toBe(portal.origin);
    expect(page.url()).not.toContain('code=');
    expect(await page.locator('#roles li').allTextContents()).toEqual(['evaluator']);
    await page.waitForSelector('.graphiql-execute-button');
    await page.click('.graphiql-execute-button');
    await page.waitForSelector('.result-window >> text=熊东琪');

    await page.reload();
    await page.waitForSelector('#caller >> text=熊东琪');
    await page.click('#logout');
    await page.waitForSelector('#login:visible');
    expect(new URL(page.url()).origin).toBe(portal.origin);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    // The session is over at Keycloak too: the next login asks for the name again.
    await page.click('#login');
    await page.waitForSelector('#username');
    expect(complaints).toEqual([]);
  },
);
