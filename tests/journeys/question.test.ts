import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { projectRoot } from '../../gateway/portal.js';
import { type Browser, openChromium, testInChromium } from '../support/chromium.js';
import { openPortal, type TestPortal } from '../support/portal.js';
import { statementsDuring } from '../support/statements.js';

const question = readFileSync(path.join(projectRoot, 'docs/question.graphql'), 'utf8');
const code = '320281104200002';

interface Answered {
  readonly grid: {
    readonly name: string;
    readonly roles: readonly { readonly role: string; readonly staff: { readonly name: string } | null }[];
    readonly town: {
      readonly name: string;
      readonly grantCount: number;
      readonly territorialDuties: { readonly totalCount: number };
      readonly commandCentre: { readonly name: string; readonly director: { readonly name: string } | null };
      readonly enforcementTeams: readonly {
        readonly name: string;
        readonly members: readonly { readonly certificate: { readonly number: string; readonly validTo: string } }[];
      }[];
    };
    readonly appraisalScheme: { readonly dimensions: readonly { readonly weight: string }[] };
  };
}

let portal: TestPortal;
let browser: Browser | undefined;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(async () => {
  await browser?.close();
  await portal.close();
});

describe('The question that five subgraphs answer', () => {
  test('is answered by all five, for an officer of the town', async () => {
    const answer = await portal.ask(question, { code }, { as: 'grid.officer', headers: { 'x-query-plan': '1' } });
    expect(answer.errors).toBeUndefined();
    const answered: unknown = answer.data;
    const { grid } = answered as Answered;
    expect(grid.name).toBe('金凤村第2网格');
    expect(grid.roles.map(({ role }) => role)).toEqual([
      'GRID_CHIEF',
      'GRID_OFFICER',
      'INFORMATION_OFFICER',
      'INSPECTOR',
      'LIAISON',
      'PATROLLER',
    ]);
    expect(grid.roles.find(({ role }) => role === 'GRID_OFFICER')?.staff?.name).toBe('金清');
    expect(grid.town.name).toBe('徐霞客镇');
    expect(grid.town.territorialDuties.totalCount).toBe(52);
    expect(grid.town.commandCentre.name).toBe('徐霞客镇管理服务指挥中心');
    expect(grid.town.enforcementTeams.map(({ name }) => name)).toEqual(['徐霞客镇综合执法局全能型中队']);
    expect(grid.town.enforcementTeams[0]?.members.every(({ certificate }) => certificate.validTo >= '2026-11-21')).toBe(
      true,
    );
    expect(grid.appraisalScheme.dimensions.map(({ weight }) => weight)).toEqual(['0.4', '0.3', '0.2', '0.1']);
    const plan = JSON.stringify(answer.extensions?.['queryPlan']);
    for (const subgraph of ['authority', 'grid', 'dispatch', 'enforcement', 'evaluation']) {
      expect(plan).toContain(`"subgraph":"${subgraph}"`);
    }
  });

  test('costs a bounded number of SQL statements, whoever serves in the grid', async () => {
    await portal.ask(question, { code }, { as: 'grid.officer' });
    const statements = await statementsDuring(() => portal.ask(question, { code }, { as: 'grid.officer' }));
    expect(statements).toHaveLength(14);
  });
});

/** Logs in as a person would, in a browser of its own, asks, and gives back what the page received. */
async function askInExplorer(username: string): Promise<string> {
  browser = await openChromium();
  const page = await browser.newPage();
  await page.goto(`${portal.origin}/?query=${encodeURIComponent(short)}`);
  await page.click('#login');
  await page.fill('#username', username);
  await page.fill('#password', 'demo');
  await page.click('button[type=submit]');
  await page.waitForSelector('#logout:visible');
  await page.waitForSelector('.graphiql-execute-button');
  const answering = page.waitForResponse((response) => (response.request().postData() ?? '').includes('auditEntries'));
  await page.click('.graphiql-execute-button');
  const answer = await (await answering).text();
  // The window shows the first lines alone, and errors stand first.
  await page.waitForSelector('.result-window >> text=/金凤村第2网格|FORBIDDEN/');
  await browser.close();
  return answer;
}

const short = `{ me { name } grid(code: "${code}") { name roles { role staff { name phone } } allowedActions { verb may } } auditEntries { totalCount } }`;

describe('In the explorer, the same question is answered to each by what each may see', () => {
  testInChromium('a grid officer of the town sees colleagues, phones masked, and no audit trail', async () => {
    const answer = await askInExplorer('grid.officer');
    expect(answer).toContain('"name":"金清"');
    expect(answer).toMatch(/"phone":"139\*\*\*\*\d{4}"/);
    expect(answer).toContain('"auditEntries":null');
    expect(answer).toContain('@requiresScopes(scopes: [[\\"audit:read\\"]])');
  });

  testInChromium('a citizen sees the grid and its roles, and nobody’s name', async () => {
    const answer = await askInExplorer('citizen');
    expect(answer).toContain('"role":"GRID_OFFICER","staff":null');
    expect(answer).not.toContain('金清');
  });

  testInChromium('an auditor sees the trail, and may do nothing to the grid', async () => {
    const answer = await askInExplorer('auditor');
    expect(answer).toMatch(/"auditEntries":\{"totalCount":\d+/);
    expect(answer).toContain('"may":false');
    expect(answer).not.toContain('"may":true');
  });
});
