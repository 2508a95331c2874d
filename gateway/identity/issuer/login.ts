import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type Provider from 'oidc-provider';
import type { Accounts } from './accounts.js';
import { readForm } from './form.js';
import { escapeHtml, sendPage } from './page.js';

const title = '登录一门 <small>Log in to Yimen</small>';

/** Shows the login page of an interaction, and on its form's return logs the person in or says that the password is wrong. */
export async function login(
  provider: Provider,
  accounts: Accounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch((error: unknown) => {
    if (error instanceof errors.OIDCProviderError) return null;
    throw error;
  });
  if (interaction === null) {
    sendPage(
      response,
      400,
      '登录已过期 <small>Login expired</small>',
      '<p>请返回应用,重新登录。 Go back and log in again.</p>',
    );
    return;
  }
  const formTargets = [originOf(interaction.params.redirect_uri)].filter((origin) => origin !== null);
  if (request.method !== 'POST') {
    sendPage(response, 200, title, form('', null), { formTargets });
    return;
  }
  const fields = await readForm(request);
  const username = fields.get('username') ?? '';
  const accountId = accounts.login(username, fields.get('password') ?? '');
  if (accountId === null) {
    const refusal = '用户名或密码不正确。 The user name or the password is wrong.';
    sendPage(response, 401, title, form(username, refusal), { formTargets });
    return;
  }
  await provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });
}

function form(username: string, refusal: string | null): string {
  const described = refusal === null ? '' : ' aria-invalid="true" aria-describedby="refusal"';
  return `${refusal === null ? '' : `<p role="alert" id="refusal">${refusal}</p>`}
<form method="post">
<label for="username">用户名 <small>User name</small></label>
<input id="username" name="username" value="${escapeHtml(username)}" autocomplete="username" required autofocus${described}>
<label for="password">密码 <small>Password</small></label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described}>
<button type="submit">登录 Log in</button>
</form>
<p><small>开发用身份服务,演示账号见启动时的输出。 Development issuer; the demo accounts are printed at the start.</small></p>`;
}

function originOf(address: unknown): string | null {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : null;
}
