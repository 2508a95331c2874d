import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issuerSettings, keycloakOfTests } from '../../support/issuer.js';
import type { IssuerAddress } from './issuer-client.js';
import { startIssuer } from './issuer-server.js';

/** An issuer that has the sample realm. */
export interface SampleIssuer extends IssuerAddress {
  close(): Promise<void>;
}

/** The sample realm of the Keycloak at ISSUER, or else on an embedded issuer that is started for it. Close it when done. */
export async function openSampleIssuer(): Promise<SampleIssuer> {
  const keycloak = keycloakOfTests();
  if (keycloak !== null) {
    const { clientSecret, portalOrigin: home } = keycloak;
    const url = issuerSettings('yimen-sample')['ISSUER'] ?? '';
    return { url, endpoints: `${url}/protocol/openid-connect`, home, clientSecret, close: async () => {} };
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'yimen-issuer-'));
  const listening = await startIssuer(folder);
  return {
    ...listening,
    close: async () => {
      await listening.close();
      await rm(folder, { recursive: true });
    },
  };
}
