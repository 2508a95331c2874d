import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { openAssets, type Assets } from './assets.js';

/** Where the explorer logs in and what it asks. */
export interface ExplorerOptions {
  /** Address of the realm, Keycloak's or the development issuer's. */
  readonly issuer: string;
  /** A public client of that realm that may come back to `/`. */
  readonly clientId: string;
  readonly graphqlPath: string;
}

/** The explorer as the portal's server sees it. */
export interface ExplorerPage {
  accepts(path: string): boolean;
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const assetPath = '/explorer/';

/**
 * The page at `/`: GraphiQL out of node_modules, with login by authorisation code and PKCE (RFC 7636) in the browser and
 * the query plan beside the answer. Everything comes from the portal itself, so it works without the internet.
 */
export function explorerPage(options: ExplorerOptions): ExplorerPage {
  let opening: Promise<Assets> | undefined;
  return {
    accepts: (path) => path === '/' || path.startsWith(assetPath),
    respond: async (request, response) => {
      const [path = '/'] = (request.url ?? '/').split('?');
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD' });
        response.end();
        return;
      }
      const assets = await (opening ??= openAssets());
      if (path === '/') sendPage(response, options, assets.version);
      else await sendAsset(request, response, assets, path);
    },
  };
}

function sendPage(response: ServerResponse, options: ExplorerOptions, version: string): void {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    // The address may carry an authorisation code: neither the page nor that address is to be kept or passed on.
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      // The editor writes its theme and the places of its lines as inline styles.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src 'self' ${new URL(options.issuer).origin}`,
      "form-action 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  });
  response.end(pageText(options, `${assetPath}${version}`));
}

async function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  assets: Assets,
  path: string,
): Promise<void> {
  const [version, name = ''] = path.slice(assetPath.length).split('/');
  const asset = version === assets.version ? await assets.find(name) : undefined;
  if (asset === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    response.end('Not found.');
    return;
  }
  const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = compressed ? asset.compressed : gunzipSync(asset.compressed);
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': body.length,
    ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

function pageText({ issuer, clientId, graphqlPath }: ExplorerOptions, folder: string): string {
  const settings = JSON.stringify({ issuer, clientId, graphqlPath, folder }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>一门 · 查询台 Yimen explorer</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${folder}/graphiql.css">
<link rel="stylesheet" href="${folder}/explorer.css">
<script type="application/json" id="settings">${settings}</script>
<script defer src="${folder}/graphiql.js"></script>
<script type="module" src="${folder}/explorer.js"></script>
</head>
<body>
<header>
<strong>一门 <span lang="en">Yimen</span></strong>
<p id="caller" role="status">未登录 <span lang="en">Not logged in</span></p>
<ul id="roles" aria-label="角色 Roles"></ul>
<label><input type="checkbox" id="plan-wanted"> 查询计划 <span lang="en">Query plan</span></label>
<button type="button" id="login">登录 <span lang="en">Log in</span></button>
<button type="button" id="logout" hidden>退出 <span lang="en">Log out</span></button>
</header>
<p id="notice" role="alert" hidden></p>
<main>
<div id="graphiql"></div>
<aside id="plan" aria-label="查询计划 Query plan" hidden><pre id="plan-text"></pre></aside>
</main>
<noscript>查询台需要 JavaScript。 The explorer needs JavaScript.</noscript>
</body>
</html>
`;
}
