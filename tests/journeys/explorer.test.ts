import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';
import { decodeJwt } from 'jose';
import type { Locator, Page } from 'playwright-core';
import { explorerPage } from '../../gateway/http/explorer/explorer-page.js';
import { type ListeningIssuer, startIssuer } from '../gateway/identity/issuer-server.js';
import { type Browser, openChromium, testInChromium } from '../support/chromium.js';

const schema = buildSchema('type Query { "谁在提问 Who asks" whoAsks: String }');

let folder: string;
let at: ListeningIssuer;
let browser: Browser | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'yimen-explorer-'));
  at = await startIssuer(folder, 0, (issuer) => {
    const page = explorerPage({ issuer, clientId: 'yimen-explorer', graphqlPath: '/graphql' });
    return (request, response) =>
      page.accepts((request.url ?? '').split('?')[0] ?? '')
        ? page.respond(request, response)
        : answer(request, response);
  });
});
afterAll(async () => {
  await browser?.close();
  await at.close();
  await rm(folder, { recursive: true });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const { query, variables } = JSON.parse(text) as { query: string; variables?: Record<string, unknown> };
  const token = request.headers.authorization?.slice('Bearer '.length);
  const whoAsks = token === undefined ? '无名氏' : String(decodeJwt(token).name);
  const result = await graphql({ schema, source: query, variableValues: variables, rootValue: { whoAsks } });
  const extensions = request.headers['x-query-plan'] === '1' ? { queryPlan: 'Fetch(service: "people")' } : undefined;
  response.writeHead(200, { 'content-type': 'application/graphql-response+json' });
  response.end(JSON.stringify({ ...result, extensions }));
}

async function openExplorer(): Promise<{ page: Page; foreign: string[]; complaints: string[] }> {
  browser ??= await openChromium();
  const page = await browser.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${at.origin}/`) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${at.origin}/?query=${encodeURIComponent('{ whoAsks }')}`);
  await page.waitForSelector('.graphiql-execute-button');
  return { page, foreign, complaints };
}

async function edges(part: Locator): Promise<{ left: number; right: number; bottom: number }> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('This part of the page is not shown.');
  return { left: box.x, right: box.x + box.width, bottom: box.y + box.height };
}

async function run(page: Page): Promise<void> {
  await page.click('.graphiql-execute-button');
}

describe('The explorer’s page', () => {
  test('is served with nothing from elsewhere allowed.', async () => {
    const response = await fetch(`${at.origin}/`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; " +
        `img-src 'self' data:; font-src 'self' data:; connect-src 'self' ${at.origin}; ` +
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
  });

  test('names files that may be kept for ever, and that are the same with and without compression.', async () => {
    const text = await (await fetch(`${at.origin}/`)).text();
    const script = /src="(\/explorer\/\w+\/explorer\.js)"/.exec(text)?.[1] ?? '';
    const plain = await fetch(`${at.origin}${script}`, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const compressed = await fetch(`${at.origin}${script}`, { headers: { 'accept-encoding': 'gzip' } });
    expect(compressed.headers.get('content-encoding')).toBe('gzip');
    expect(await compressed.text()).toBe(await plain.text());
  });

  test('serves no other files, and is only read.', async () => {
    const text = await (await fetch(`${at.origin}/`)).text();
    const current = /src="(\/explorer\/\w+)\//.exec(text)?.[1] ?? '';
    for (const name of ['/explorer/0/explorer.js', `${current}/assets.ts`, `${current}/..%2fassets.ts`, '/explorer/']) {
      expect([name, (await fetch(`${at.origin}${name}`)).status]).toEqual([name, 404]);
    }
    expect((await fetch(`${at.origin}/`, { method: 'POST' })).status).toBe(405);
  });
});

describe('In a browser', () => {
  testInChromium(
    'a person asks without a login, logs in, is named with the roles, sees the plan, and logs out.',
    async () => {
      const { page, foreign, complaints } = await openExplorer();
      await run(page);
      await page.waitForSelector('.result-window >> text=无名氏');

      await page.click('#login');
      await page.fill('#username', 'officer');
      await page.fill('#password', 'wrong');
      await page.click('button[type=submit]');
      await page.waitForSelector('[role=alert] >> text=用户名或密码不正确');
      await page.fill('#password', 'right');
      await page.click('button[type=submit]');
      await page.waitForSelector('#caller >> text=示例甲');
      expect(page.url()).not.toContain('code=');
      expect(await page.locator('#roles li').allTextContents()).toEqual(['grid-officer']);

      await page.waitForSelector('.graphiql-execute-button');
      await page.check('#plan-wanted');
      await run(page);
      await page.waitForSelector('.result-window >> text=示例甲');
      await page.waitForSelector('#plan-text >> text=Fetch(service: "people")');
      const places = await Promise.all([page.locator('.graphiql-response'), page.locator('#plan')].map(edges));
      expect(places[0]?.right).toBeLessThanOrEqual(places[1]?.left ?? 0);
      expect(places[0]?.bottom).toBeLessThanOrEqual(800);

      await page.click('button[aria-label="Show History"]');
      await page.waitForSelector('.graphiql-history >> text=whoAsks');
      await page.click('button[aria-label="Show Documentation Explorer"]');
      await page.waitForSelector('.graphiql-doc-explorer >> text=Docs');

      await page.reload();
      await page.waitForSelector('#caller >> text=示例甲');
      await page.click('#logout');
      await page.waitForSelector('#login:visible');
      expect(await page.textContent('#caller')).toContain('未登录');
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
      expect(foreign).toEqual([]);
      // The wrong password's 401 is the one complaint that the browser may have.
      expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    },
  );

  testInChromium('an answer to a login that this tab did not begin is refused.', async () => {
    const { page } = await openExplorer();
    await page.goto(`${at.origin}/?code=stolen&state=unknown`);
    await page.waitForSelector('#notice >> text=登录没有完成');
    expect(await page.textContent('#caller')).toContain('未登录');
  });
});
