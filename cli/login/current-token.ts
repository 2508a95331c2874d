import * as oauth from 'oauth4webapi';
import { Fault } from '../../kit/module/fault.js';
import type { Settings } from '../settings.js';
import { askIssuer, issuerOf, requestOptions } from './ask-issuer.js';
import { logInAsClient } from './client-login.js';
import { changeLogins, type KeptLogin, readLogins } from './kept-logins.js';
import { keptFrom } from './log-in.js';

/** Milliseconds that a token is to be good for yet. */
const margin = 20_000;

/**
 * A token that is good now: of the client that the environment names, or of the person who logged in at this portal, renewed
 * where it is about to end. Fault UNAUTHENTICATED, reasons NOT_LOGGED_IN and LOGIN_ENDED, and those of the issuer.
 */
export async function currentToken(settings: Settings, portal: URL): Promise<string> {
  const { clientId, clientSecret, clientKeyFile, folder } = settings;
  if (clientId !== null || clientSecret !== null || clientKeyFile !== null) return logInAsClient(settings, portal);
  const login = (await readLogins(folder)).logins[portal.origin];
  if (login === undefined) throw notLoggedIn(portal);
  if (isGood(login)) return login.accessToken;
  return changeLogins(folder, async (kept) => {
    // Another command may have renewed it meanwhile.
    const latest = kept.logins[portal.origin];
    if (latest === undefined) throw notLoggedIn(portal);
    if (isGood(latest)) return { kept, outcome: latest.accessToken };
    const renewed = await renew(latest, portal);
    return {
      kept: { ...kept, logins: { ...kept.logins, [portal.origin]: renewed } },
      outcome: renewed.accessToken,
    };
  });
}

function isGood({ expiresAt }: KeptLogin): boolean {
  return expiresAt - margin > Date.now();
}

async function renew({ issuer: address, clientId, refreshToken }: KeptLogin, portal: URL): Promise<KeptLogin> {
  if (refreshToken === null) throw ended(portal);
  const issuer = await issuerOf(portal, address);
  const client = { client_id: clientId };
  const options = requestOptions();
  const tokens = await askIssuer(issuer, async () => {
    const answer = await oauth.refreshTokenGrantRequest(issuer, client, oauth.None(), refreshToken, options);
    return oauth.processRefreshTokenResponse(issuer, client, answer);
  }).catch((error: unknown) => {
    throw error instanceof Fault && error.code === 'UNAUTHENTICATED' ? ended(portal) : error;
  });
  return keptFrom(issuer, clientId, tokens, refreshToken);
}

function notLoggedIn({ origin }: URL): Fault {
  return new Fault(
    'UNAUTHENTICATED',
    {
      zh: `尚未登录门户 ${origin}:请运行 yimen login --portal ${origin}。`,
      en: `You are not logged in at ${origin}: run yimen login --portal ${origin}.`,
    },
    { reason: 'NOT_LOGGED_IN' },
  );
}

function ended({ origin }: URL): Fault {
  return new Fault(
    'UNAUTHENTICATED',
    {
      zh: `在门户 ${origin} 的登录已结束:请运行 yimen login --portal ${origin}。`,
      en: `Your login at ${origin} has ended: run yimen login --portal ${origin}.`,
    },
    { reason: 'LOGIN_ENDED' },
  );
}
