import type { Given, Option } from '../command.js';
import { readLogins } from '../login/kept-logins.js';
import { safeAddress } from '../login/safe-address.js';
import type { Settings } from '../settings.js';

const unless = 'http://127.0.0.1:4000';

/** The option of every command that asks a portal. */
export const portalOption: Readonly<Record<'portal', Option>> = {
  portal: {
    value: 'ADDRESS',
    says: {
      zh: `门户地址;默认 YIMEN_PORTAL、上次登录的门户或 ${unless}`,
      en: `address of the portal; YIMEN_PORTAL, where you logged in last, or ${unless} unless given`,
    },
  },
};

/** The portal that a command asks. Faults of `safeAddress`. */
export async function portalOf(given: Given, settings: Settings): Promise<URL> {
  const typed = given.value('portal');
  if (typed !== undefined) return originOf('--portal', typed);
  if (settings.portal !== null) return originOf('YIMEN_PORTAL', settings.portal);
  const { last } = await readLogins(settings.folder);
  return originOf('portal', last ?? unless);
}

function originOf(what: string, text: string): URL {
  return new URL(safeAddress(what, text).origin);
}
