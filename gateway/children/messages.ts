import type { RoleDeclaration } from '../../kit/module/define.js';
import { type Declaration, declarationIn } from './declaration.js';

/** What the portal tells a child: that it wants to hear of it, and of its graph's roles when they changed. */
export interface PortalMessage {
  readonly say: 'ping' | 'serve';
  readonly roles?: readonly RoleDeclaration[] | undefined;
}

/** What a child tells the portal. */
export type ChildMessage =
  | { readonly say: 'alive'; readonly memory: number }
  | { readonly say: 'declared'; readonly declaration: Declaration }
  | { readonly say: 'unfit'; readonly why: string }
  | { readonly say: 'serving'; readonly port: number };

/** A message of the child of this name. What runs there is not the portal's code, so null is for what makes no sense. */
export function childMessage(value: unknown, name: string): ChildMessage | null {
  const message = (value ?? {}) as { readonly [member: string]: unknown };
  const { say, memory, why, port } = message;
  if (say === 'alive' && typeof memory === 'number') return { say, memory };
  if (say === 'unfit' && typeof why === 'string') return { say, why };
  if (say === 'serving' && typeof port === 'number' && port > 0 && port < 65_536) return { say, port };
  const declaration = say === 'declared' ? declarationIn(message['declaration'], name) : null;
  return declaration && { say: 'declared', declaration };
}
