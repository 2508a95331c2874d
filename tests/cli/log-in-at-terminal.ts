import { fillIn, plainBrowser } from '../gateway/identity/plain-browser.js';
import type { Shell, Typed } from '../support/typed-yimen.js';

/** Types `yimen login` and does in a browser what it asks for, as a demo account; `confirm` is what is done with the code. */
export async function logInAtTerminal(
  shell: Shell,
  portal: string,
  username: string,
  browse: (page: string, code: string) => Promise<unknown> = confirming(username),
): Promise<Typed> {
  let browsing: Promise<unknown> | undefined;
  const typed = await shell.yimenTelling(['login', '--portal', portal], (told) => {
    const [, page, code] = /Open (\S+)\?user_code=\S+ in a browser,\ncompare the code (\S+) and/.exec(told) ?? [];
    if (page !== undefined && code !== undefined) browsing ??= browse(page, code);
  });
  await browsing;
  return typed;
}

/** Enters the code, confirms it and logs in; answers the last page. */
export function confirming(username: string) {
  return async (page: string, code: string): Promise<string> => {
    const answers = { user_code: code, confirm: 'yes', username, password: 'demo' };
    return (await fillIn(plainBrowser(), page, 'nowhere', answers)).page;
  };
}
