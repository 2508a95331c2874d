import type { DockedSubgraph } from '../../kit/docking/dock.js';
import type { Caller } from '../../kit/identity/caller.js';
import type { RequestContext } from '../request-context.js';
import type { RemoteSource } from '../sources/remote-source.js';
import type { CallSigner } from './call-signer.js';

/** Milliseconds for which claims are sent again before they are signed anew: half their life, so that none arrives at its end. */
const fresh = 30_000;

type TokenOf = (context: RequestContext) => Promise<string | null>;

/** A source that tells its subgraph of callers what the subgraph's version asks for, in the place of the callers' own tokens. */
export function tellingOfCallers(
  source: RemoteSource,
  { name, identity }: Pick<DockedSubgraph, 'name' | 'identity'>,
  signer: CallSigner,
): RemoteSource {
  if (identity === 'RELAY') return source;
  const tokenOf: TokenOf = identity === 'NONE' ? async () => null : claimsFor(name, signer);
  const telling = async (context: RequestContext): Promise<RequestContext> => ({
    ...context,
    token: await tokenOf(context),
  });
  const { http } = source;
  return {
    ...source,
    http: http && {
      ...http,
      send: async (request, context, read) => http.send(request, await telling(context), read),
    },
    fetch: async (request, context) => source.fetch(request, await telling(context)),
    subscribe: async (request, context) => source.subscribe(request, await telling(context)),
  };
}

interface SignedClaims {
  readonly token: Promise<string>;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Signs of each caller what a subgraph is to know; of who brings no token there is nothing to say. */
function claimsFor(subgraph: string, signer: CallSigner): TokenOf {
  const known = new WeakMap<Caller, SignedClaims>();
  return async ({ caller, token }) => {
    if (token === null) return null;
    const now = signer.now();
    const last = known.get(caller);
    if (last && now - last.since < fresh) return last.token;
    const next = { token: signer.token(subgraph, claimsOf(caller)), since: now };
    known.set(caller, next);
    return next.token;
  };
}

const role = 'realm:';

function claimsOf({ subject, client, kind, grants, scopes, organizations, regions }: Caller) {
  return {
    sub: subject ?? undefined,
    azp: client ?? undefined,
    kind,
    roles: [...grants].filter((grant) => grant.startsWith(role)).map((grant) => grant.slice(role.length)),
    scope: [...scopes].join(' '),
    organization: organizations,
    regions,
  };
}
