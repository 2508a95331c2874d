import { notFound } from '../../kit/data/perform.js';
import type { Context } from '../../kit/module/context.js';
import { Organization } from './foreign.js';

/** Asks authority for each of these organisations. Fault NOT_FOUND for one that it does not know. */
export async function requireOrganizations({ ask }: Context, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const { organization } = await ask<{ organization: object | null }>(
      'query ($code: ID!) { organization(code: $code) { code } }',
      { code },
    );
    if (organization === null) throw notFound(Organization, code);
  }
}
