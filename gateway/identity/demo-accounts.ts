import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Account, type Realm, realmFrom, withAccounts } from './realm.js';

/** The demonstration accounts of the counties' folders, for the development issuer alone; none without `accounts.csv`. */
export async function readDemoAccounts(countyFolders: readonly string[]): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const account of (await Promise.all(countyFolders.map(accountsIn))).flat()) {
    if (accounts.some(({ username }) => username === account.username)) {
      throw new Error(`Two counties have a demonstration account named ${account.username}.`);
    }
    accounts.push(account);
  }
  return accounts;
}

/** The realm with such accounts and the organisations that they name, each by its code: for development alone. */
export function withDemoAccounts(realm: Realm, accounts: readonly Account[]): Realm {
  const codes = [...new Set(accounts.flatMap(({ organizations }) => organizations))];
  const organizations = codes.map((code) => ({ code, name: code }));
  return withAccounts(realmFrom(realm, [], organizations), accounts);
}

async function accountsIn(countyFolder: string): Promise<Account[]> {
  const file = path.join(countyFolder, 'accounts.csv');
  if (!existsSync(file)) return [];
  const rows = parse(await readFile(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true }) as Record<
    string,
    string
  >[];
  return rows.map((row) => ({
    username: cell(row, '用户名'),
    name: cell(row, '姓名'),
    password: cell(row, '密码'),
    roles: severalIn(row, '角色'),
    organizations: severalIn(row, '机构'),
    regions: severalIn(row, '区划'),
    staffNumber: cell(row, '工号') || null,
  }));
}

function cell(row: Readonly<Record<string, string>>, heading: string): string {
  const value = row[heading];
  if (value === undefined) throw new Error(`accounts.csv has no column ${heading}.`);
  return value.trim();
}

function severalIn(row: Readonly<Record<string, string>>, heading: string): string[] {
  const value = cell(row, heading);
  return value === '' ? [] : value.split('、');
}
