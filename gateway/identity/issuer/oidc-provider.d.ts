/** The part of oidc-provider 9 that the development issuer uses; the package brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface StoredModel {
    upsert(id: string, payload: Payload, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Payload | undefined>;
    findByUid(uid: string): Promise<Payload | undefined>;
    findByUserCode(code: string): Promise<Payload | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export interface Payload {
    readonly uid?: string;
    readonly grantId?: string;
    readonly [name: string]: unknown;
  }

  export interface ClientMetadata {
    readonly client_id: string;
    readonly [name: string]: unknown;
  }

  export interface Client {
    readonly clientId: string;
  }

  export interface ResourceServerSettings {
    readonly scope: string;
    readonly audience: string;
    readonly accessTokenFormat: 'jwt';
    readonly accessTokenTTL: number;
    readonly jwt: { readonly sign: { readonly alg: string } };
  }

  export class ResourceServer {
    constructor(identifier: string, settings: ResourceServerSettings);
  }

  export class Model {
    readonly kind: string;
    accountId?: string;
    clientId?: string;
    grantId?: string;
    sessionUid?: string;
    scope?: string;
    readonly expiration: number;
    resourceServer?: ResourceServer;
    save(): Promise<string>;
    destroy(): Promise<void>;
    generateTokenId(): string;
  }

  export interface ModelClass<Instance extends Model = Model> {
    new (values: Readonly<Record<string, unknown>>): Instance;
    readonly prototype: Instance;
    find(id: string): Promise<Instance | undefined>;
  }

  export class Grant extends Model {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
  }

  export interface Context {
    readonly req: IncomingMessage;
    type: string;
    body: unknown;
    set(name: string, value: string): void;
    readonly oidc: {
      readonly provider: Provider;
      readonly client: Client;
      readonly params: Readonly<Record<string, string | undefined>>;
      readonly session: { readonly accountId: string };
      readonly entities: Readonly<Record<string, unknown>>;
      entity(name: string, value: unknown): void;
    };
  }

  export interface Interaction {
    readonly params: Readonly<Record<string, unknown>>;
  }

  export default class Provider {
    constructor(issuer: string, settings: Readonly<Record<string, unknown>>);
    readonly AccessToken: ModelClass;
    readonly RefreshToken: ModelClass;
    readonly Grant: ModelClass<Grant>;
    readonly Session: { findByUid(uid: string): Promise<object | undefined> };
    readonly IdToken: new (
      claims: Readonly<Record<string, unknown>>,
      options: { readonly ctx: Context },
    ) => { scope: string; issue(options: { readonly use: 'idtoken' }): Promise<string> };
    readonly ResourceServer: typeof ResourceServer;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): this;
    registerGrantType(name: string, grant: (context: Context) => Promise<void>, parameters: readonly string[]): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Readonly<Record<string, unknown>>,
      options?: { readonly mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }

  export namespace errors {
    class OIDCProviderError extends Error {
      readonly statusCode: number;
    }
    class InvalidGrant extends OIDCProviderError {
      constructor(description: string);
    }
    class InvalidRequest extends OIDCProviderError {
      constructor(description: string);
    }
  }
}
