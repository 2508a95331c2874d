import type { Context } from 'oidc-provider';
import { escapeHtml, pageHeaders, pageText } from './page.js';

const title = '在终端登录 <small>Log in at a terminal</small>';

type Mistake = { readonly userCode?: string; readonly name?: string } | undefined;

/** The device authorization grant (RFC 8628) as oidc-provider is told of it: codes and pages of the issuer's own. */
export const deviceFlow = {
  enabled: true,
  charset: 'base-20',
  mask: '****-****',
  userCodeInputSource: (context: Context, form: string, _request: unknown, mistake: Mistake) => {
    show(
      context,
      `${mistake === undefined ? asking : `<p role="alert">${sentenceOf(mistake)}</p>`}
${form}<button form="op.deviceInputForm" type="submit">继续 Continue</button>`,
    );
  },
  userCodeConfirmSource: (context: Context, form: string, client: DeviceClient, _device: unknown, code: string) => {
    const name = escapeHtml(client.clientName ?? client.clientId);
    show(
      context,
      `<p>「${name}」请求以您的身份登录。代码须与终端所示一致;不是您本人发起的,请关闭此页。</p>
<p><small>${name} asks to log in as you. The code must be the one that your terminal shows; close this page unless you began this.</small></p>
<p><strong>${escapeHtml(code)}</strong></p>
${form}<button form="op.deviceConfirmForm" type="submit" autofocus>一致,继续 It is; continue</button>`,
    );
  },
  successSource: (context: Context) => {
    show(context, '<p>已登录,请回到终端。 You are logged in; go back to the terminal.</p>');
  },
};

interface DeviceClient {
  readonly clientId: string;
  readonly clientName?: string;
}

const asking = '<p>请输入终端所示的代码。 Enter the code that your terminal shows.</p>';

function sentenceOf({ userCode, name }: NonNullable<Mistake>): string {
  if (userCode !== undefined || name === 'NoCodeError') {
    return '代码不对、已过期或已用过。 That code is wrong, expired or used.';
  }
  return '登录已中断。 The login was broken off.';
}

function show(context: Context, body: string): void {
  for (const [name, value] of Object.entries(pageHeaders())) context.set(name, value);
  context.body = pageText(title, body);
}
