import type { ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';

const style = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f3f4f6; color: #1f2937;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; }
main { width: min(22rem, 90vw); padding: 2rem; background: #fff; border-radius: 8px; box-shadow: 0 1px 4px #0003; }
h1 { margin: 0 0 1rem; font-size: 1.4rem; }
label { display: block; margin-top: 1rem; }
input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #6b7280; border-radius: 4px; }
button { width: 100%; margin-top: 1.5rem; padding: .6rem; font: inherit; color: #fff; background: #1d4ed8; border: 0;
  border-radius: 4px; cursor: pointer; }
:focus-visible { outline: 3px solid #f59e0b; outline-offset: 2px; }
[role=alert] { color: #b91c1c; }
small { color: #4b5563; }
`;
const submitAtOnce = "document.querySelector('button').click();";

/** What a page of the development issuer may do beyond showing itself. */
export interface PageOptions {
  /** Origins that its form may lead to, besides the issuer's own. */
  readonly formTargets?: readonly string[];
  readonly submitAtOnce?: boolean;
}

/** A page of the development issuer: Chinese first, one small style, nothing from elsewhere. */
export function pageText(title: string, body: string, options: PageOptions = {}): string {
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${style}</style></head>
<body><main><h1>${title}</h1>
${body}
</main>${options.submitAtOnce === true ? `<script>${submitAtOnce}</script>` : ''}</body>
</html>
`;
}

/** The headers that keep such a page to itself. */
export function pageHeaders(options: PageOptions = {}): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': [
      "default-src 'none'",
      `style-src '${digest(style)}'`,
      ...(options.submitAtOnce === true ? [`script-src '${digest(submitAtOnce)}'`] : []),
      // Browsers hold the redirect after a form to `form-action` too.
      `form-action ${["'self'", ...(options.formTargets ?? [])].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
  };
}

/** Sends such a page. */
export function sendPage(response: ServerResponse, status: number, title: string, body: string, options?: PageOptions) {
  response.writeHead(status, pageHeaders(options));
  response.end(pageText(title, body, options));
}

/** Text made fit to stand in HTML. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
