import * as oauth from 'oauth4webapi';
import { Fault } from '../../kit/module/fault.js';
import { safeAddress } from './safe-address.js';

/** Milliseconds that an issuer or a portal may take to answer about logins. */
const patience = 10_000;

/** How requests about logins are sent; addresses are looked at beforehand. */
export function requestOptions() {
  return { [oauth.allowInsecureRequests]: true, signal: AbortSignal.timeout(patience) };
}

/**
 * The issuer of a portal: the one that is named, or the one that the portal's own metadata name (RFC 9728), as it describes
 * itself (OpenID Connect Discovery). Faults UPSTREAM, reasons PORTAL_SILENT and ISSUER_SILENT, and those of `safeAddress`.
 */
export async function issuerOf(portal: URL, named: string | null): Promise<oauth.AuthorizationServer> {
  const issuer = safeAddress('issuer', named ?? (await issuerToldBy(portal)));
  try {
    const described = await oauth.discoveryRequest(issuer, requestOptions());
    return await oauth.processDiscoveryResponse(issuer, described);
  } catch (error) {
    throw issuerSilent(issuer.href, error);
  }
}

async function issuerToldBy(portal: URL): Promise<string> {
  try {
    const told = await oauth.resourceDiscoveryRequest(portal, requestOptions());
    const { authorization_servers: issuers } = await oauth.processResourceDiscoveryResponse(portal, told);
    const [issuer] = issuers ?? [];
    if (issuer === undefined) throw new Error('It names no issuer.');
    return issuer;
  } catch (error) {
    throw portalSilent(portal.origin, error);
  }
}

/** Asks an issuer for something. Faults UNAUTHENTICATED, reason LOGIN_REFUSED, and UPSTREAM, reason ISSUER_SILENT. */
export async function askIssuer<T>({ issuer }: oauth.AuthorizationServer, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError)
      throw loginRefused(issuer, `${error.error} ${error.error_description ?? ''}`.trim());
    if (error instanceof oauth.WWWAuthenticateChallengeError) throw loginRefused(issuer, String(error.status));
    throw issuerSilent(issuer, error);
  }
}

/** The Fault for a login that the issuer does not take, in its own words. */
export function loginRefused(issuer: string, why: string): Fault {
  return new Fault(
    'UNAUTHENTICATED',
    {
      zh: `身份服务 ${issuer} 不接受此登录(${why})。`,
      en: `The issuer ${issuer} does not take this login (${why}).`,
    },
    { reason: 'LOGIN_REFUSED', details: { issuer, why } },
  );
}

/** The Fault for an issuer that cannot be reached, or that answers what it should not. */
function issuerSilent(address: string, cause: unknown): Fault {
  const why = reasonOf(cause);
  return new Fault(
    'UPSTREAM',
    {
      zh: `身份服务 ${address} 没有可用的答复(${why})。`,
      en: `The issuer ${address} gave no usable answer (${why}).`,
    },
    { reason: 'ISSUER_SILENT' },
  );
}

/** The same for a portal. */
export function portalSilent(address: string, cause: unknown): Fault {
  const why = reasonOf(cause);
  return new Fault(
    'UPSTREAM',
    { zh: `门户 ${address} 没有可用的答复(${why})。`, en: `The portal ${address} gave no usable answer (${why}).` },
    { reason: 'PORTAL_SILENT' },
  );
}

// What fetch rejects with says "fetch failed", and has why as its cause.
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const behind = cause.cause instanceof Error ? cause.cause : cause;
  const { code } = behind as NodeJS.ErrnoException;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : behind.message;
}
