import type { Context } from '../../kit/module/context.js';
import { Fault } from '../../kit/module/fault.js';
import type { NamedOrganization } from './event-inputs.js';

type Answer = Readonly<Record<string, { readonly code: string; readonly region: { readonly code: string } | null }>>;

/** Organisations that one order may name. */
const most = 20;

/**
 * Asks where organisations stand, in the order of their codes. Faults: NOT_FOUND for a code that names none; INVALID,
 * reason TOO_MANY_ORGANIZATIONS, beyond twenty.
 */
export async function askOrganizations(context: Context, codes: readonly string[]): Promise<NamedOrganization[]> {
  if (codes.length > most) throw tooMany(codes.length);
  const named = codes.map((_code, index) => `o${index}: organization(code: $c${index}) { code region { code } }`);
  const declared = codes.map((_code, index) => `$c${index}: ID!`);
  const answer = await context.ask<Answer>(
    `query (${declared.join(', ')}) { ${named.join(' ')} }`,
    Object.fromEntries(codes.map((code, index) => [`c${index}`, code])),
  );
  return codes.map((code, index) => ({ code, regionCode: answer[`o${index}`]?.region?.code ?? '' }));
}

function tooMany(given: number): Fault {
  return new Fault(
    'INVALID',
    {
      zh: `一次派遣至多 ${most} 家单位,收到 ${given} 家。`,
      en: `An order names at most ${most} organisations; got ${given}.`,
    },
    { reason: 'TOO_MANY_ORGANIZATIONS', details: { most, given } },
  );
}
