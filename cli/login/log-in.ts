import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { Fault } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { portalOf } from '../portal/which-portal.js';
import { askIssuer, issuerOf, loginRefused, requestOptions } from './ask-issuer.js';
import { changeLogins, type KeptLogin } from './kept-logins.js';

/** The public client of every realm that the project writes. */
const ownClient = 'yimen-command-line';

/** The department that one publishes for, and what the registry lets one read; nothing else of what the person may. */
const scope = 'openid organization:* registry:read';

/** Logs a person in who confirms a code in a browser, on this machine or another (RFC 8628), and keeps the login. */
export async function logIn(given: Given, { terminal, settings }: Surroundings): Promise<number> {
  const portal = await portalOf(given, settings);
  const issuer = await issuerOf(portal, given.value('issuer') ?? settings.issuer);
  const client = { client_id: ownClient };
  const device = await askIssuer(issuer, async () => {
    const request = await oauth.deviceAuthorizationRequest(issuer, client, oauth.None(), { scope }, requestOptions());
    return oauth.processDeviceAuthorizationResponse(issuer, client, request);
  });
  const { user_code: code, verification_uri: page, verification_uri_complete: whole = page } = device;
  terminal.note({
    zh: `请在浏览器打开 ${whole}\n核对代码 ${code} 后登录;在等待……`,
    en: `Open ${whole} in a browser,\ncompare the code ${code} and log in; waiting …`,
  });
  const login = keptFrom(issuer, ownClient, await confirmed(issuer, client, device), null);
  await changeLogins(settings.folder, async ({ logins }) => ({
    kept: { last: portal.origin, logins: { ...logins, [portal.origin]: login } },
    outcome: null,
  }));
  const { name, preferred_username: username } = decodeJwt<Named>(login.accessToken);
  const who = name ?? username ?? '';
  terminal.answer(
    { portal: portal.origin, issuer: issuer.issuer, username, name },
    terminal.in({ zh: `已以 ${who} 登录 ${portal.origin}。`, en: `Logged in at ${portal.origin} as ${who}.` }),
  );
  return exitCodes.done;
}

interface Named {
  readonly name?: string;
  readonly preferred_username?: string;
}

/** A login as it is kept, from what a token endpoint answered. */
export function keptFrom(
  { issuer }: oauth.AuthorizationServer,
  clientId: string,
  tokens: oauth.TokenEndpointResponse,
  refreshToken: string | null,
): KeptLogin {
  return {
    issuer,
    clientId,
    accessToken: tokens.access_token,
    expiresAt: Date.now() + (tokens.expires_in ?? 0) * 1_000,
    refreshToken: tokens.refresh_token ?? refreshToken,
  };
}

/** Asks until the person has confirmed. Fault UNAUTHENTICATED, reasons LOGIN_REFUSED and CODE_EXPIRED. */
async function confirmed(
  issuer: oauth.AuthorizationServer,
  client: oauth.Client,
  { device_code: code, expires_in: life, interval = 5 }: oauth.DeviceAuthorizationResponse,
): Promise<oauth.TokenEndpointResponse> {
  const end = Date.now() + life * 1_000;
  for (let seconds = interval; Date.now() < end;) {
    await pause(seconds * 1_000);
    const told = await askIssuer(issuer, () => lookOnce(issuer, client, code));
    if (typeof told !== 'string') return told;
    if (told === 'slow_down') seconds += 5;
    else if (told === 'expired_token') break;
    else if (told !== 'authorization_pending') throw loginRefused(issuer.issuer, told);
  }
  throw new Fault(
    'UNAUTHENTICATED',
    { zh: '代码已过期,未登录。', en: 'The code has expired; nobody is logged in.' },
    { reason: 'CODE_EXPIRED' },
  );
}

async function lookOnce(
  issuer: oauth.AuthorizationServer,
  client: oauth.Client,
  code: string,
): Promise<oauth.TokenEndpointResponse | string> {
  try {
    const answer = await oauth.deviceCodeGrantRequest(issuer, client, oauth.None(), code, requestOptions());
    return await oauth.processDeviceCodeResponse(issuer, client, answer);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return error.error;
    throw error;
  }
}
