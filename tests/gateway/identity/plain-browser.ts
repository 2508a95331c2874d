/** A browser that keeps cookies and shows redirects instead of following them. */
export type PlainBrowser = (address: string, form?: Readonly<Record<string, string>>) => Promise<Response>;

/** Opens a browser without cookies. */
export function plainBrowser(): PlainBrowser {
  const cookies = new Map<string, string>();
  return async (address, form) => {
    const response = await fetch(address, {
      method: form === undefined ? 'GET' : 'POST',
      body: form === undefined ? null : new URLSearchParams(form),
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      if (/;\s*max-age=0\b/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
}

/** Where a person ends who filled in what pages ask: at the address to come back to, or on a page. */
export interface Outcome {
  readonly back: URL | null;
  readonly page: string;
}

const mostPages = 8;

/**
 * Goes from page to page of an issuer as a person does: follows redirects, and fills in each form that asks for one of the
 * answers, each of which is given once; until a redirect leads to the root of `home`, or a page asks for none.
 */
export async function fillIn(
  browse: PlainBrowser,
  address: string,
  home: string,
  answers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const left = new Map(Object.entries(answers));
  let at = address;
  let response = await browse(at);
  for (let page = 0; page < mostPages; page += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      at = new URL(location, at).href;
      if (at.split('?')[0] === `${home}/`) return { back: new URL(at), page: '' };
      response = await browse(at);
      continue;
    }
    const text = await response.text();
    const form = formOn(text);
    const asked = [...left].filter(([name]) => text.includes(`name="${name}"`));
    if (form === null || asked.length === 0) return { back: null, page: text };
    for (const [name] of asked) left.delete(name);
    at = form.action === null ? at : new URL(form.action, at).href;
    response = await browse(at, { ...form.hidden, ...Object.fromEntries(asked) });
  }
  throw new Error(`The issuer leads on and on, last to ${at}.`);
}

/** The first form of a page: where it is sent, and what it holds already. */
function formOn(page: string) {
  const [form, attributes = '', content = ''] = /<form\b([^>]*)>(.*?)<\/form>/s.exec(page) ?? [];
  if (form === undefined) return null;
  const inputs = [...content.matchAll(/<input\b[^>]*>/g)].map(([input]) => input);
  const hidden = inputs.filter((input) => attribute(input, 'type') === 'hidden');
  return {
    action: attribute(attributes, 'action'),
    hidden: Object.fromEntries(
      hidden.map((input) => [attribute(input, 'name') ?? '', attribute(input, 'value') ?? '']),
    ),
  };
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? null;
}
