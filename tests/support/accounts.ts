import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An account that a test needs: who it is, what it may and where. */
export interface TestAccount {
  readonly username: string;
  readonly roles: readonly string[];
  readonly regions?: readonly string[];
  readonly organizations?: readonly string[];
  readonly staffNumber?: string;
}

/**
 * A county's folder, inside `parent`, that holds accounts and no rows: given as COUNTY_FOLDER it leaves the template's rows as they are and
 * lets each account log in.
 */
export async function folderOfAccounts(accounts: readonly TestAccount[], parent: string): Promise<string> {
  const folder = await mkdtemp(path.join(parent, 'county-'));
  const rows = accounts.map(({ username, roles, regions = [], organizations = [], staffNumber = '' }) =>
    [username, '测试', 'demo', roles.join('、'), organizations.join('、'), regions.join('、'), staffNumber].join(','),
  );
  await writeFile(path.join(folder, 'accounts.csv'), ['用户名,姓名,密码,角色,机构,区划,工号', ...rows, ''].join('\n'));
  return folder;
}
