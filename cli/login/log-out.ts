import * as oauth from 'oauth4webapi';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { portalOf } from '../portal/which-portal.js';
import { askIssuer, issuerOf, requestOptions } from './ask-issuer.js';
import { changeLogins, readLogins } from './kept-logins.js';

/** Ends the login at the issuer and forgets it; forgets it too where the issuer cannot be reached, and says so. */
export async function logOut(given: Given, { terminal, settings }: Surroundings): Promise<number> {
  const portal = await portalOf(given, settings);
  const login = (await readLogins(settings.folder)).logins[portal.origin];
  const { origin } = portal;
  if (login === undefined) {
    terminal.answer({ portal: origin, ended: false }, terminal.in(neverWas(origin)));
    return exitCodes.done;
  }
  await changeLogins(settings.folder, async ({ last, logins }) => {
    const others = Object.fromEntries(Object.entries(logins).filter(([each]) => each !== origin));
    return { kept: { last: last === origin ? null : last, logins: others }, outcome: null };
  });
  const { refreshToken, clientId } = login;
  if (refreshToken !== null) {
    const issuer = await issuerOf(portal, login.issuer);
    await askIssuer(issuer, async () => {
      const client = { client_id: clientId };
      const answer = await oauth.revocationRequest(issuer, client, oauth.None(), refreshToken, requestOptions());
      await oauth.processRevocationResponse(answer);
    });
  }
  terminal.answer(
    { portal: origin, ended: true },
    terminal.in({ zh: `已退出 ${origin}。`, en: `Logged out at ${origin}.` }),
  );
  return exitCodes.done;
}

function neverWas(origin: string): { zh: string; en: string } {
  return { zh: `本来就没有登录 ${origin}。`, en: `Nobody was logged in at ${origin}.` };
}
