import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GraphQLError } from 'graphql';
import { Fault } from '../../kit/module/fault.js';
import type { Given, Surroundings } from '../command.js';
import { currentToken } from '../login/current-token.js';
import { portalSilent } from '../login/ask-issuer.js';
import { answerIn, send } from '../portal/ask-portal.js';
import { PortalRefusal } from '../portal/portal-refusal.js';
import { portalOf } from '../portal/which-portal.js';

/**
 * The supergraph of a file, or the one that the portal serves. Fault INVALID, reason SUPERGRAPH_WRONG, and those of the login
 * and of the portal.
 */
export async function readSupergraph(given: Given, { settings, folder }: Surroundings): Promise<string> {
  const file = given.value('supergraph');
  if (file !== undefined) {
    return readFile(path.resolve(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw supergraphWrong(file, error.code ?? error.message);
    });
  }
  const portal = await portalOf(given, settings);
  const response = await send(portal, '/supergraph', await currentToken(settings, portal), {
    method: 'GET',
    headers: { 'accept-language': settings.language, 'graphql-client-name': 'yimen' },
  });
  if (response.ok && response.headers.get('content-type')?.startsWith('application/graphql')) return response.text();
  const { errors = [] } = await answerIn(portal, response);
  throw errors.length > 0 ? new PortalRefusal(errors) : portalSilent(portal.origin, `HTTP ${response.status}`);
}

/** What is made of a supergraph; what is wrong with it becomes the Fault that names its file or the portal. */
export async function madeOf<T>(given: Given, make: () => T | Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof GraphQLError) || error instanceof Fault) throw error;
    throw supergraphWrong(given.value('supergraph') ?? 'portal', error.message);
  }
}

function supergraphWrong(where: string, why: string): Fault {
  return new Fault(
    'INVALID',
    { zh: `总图「${where}」无法使用:${why}`, en: `The supergraph of "${where}" cannot be used: ${why}` },
    { reason: 'SUPERGRAPH_WRONG' },
  );
}
