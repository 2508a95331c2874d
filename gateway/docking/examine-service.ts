import { aside } from '../../kit/aside/aside.js';
import type { DockedSubgraph, Expectations, Obstacle } from '../../kit/docking/dock.js';
import { askingService, type AskService, type GraphQLAnswer, type OwnAccount } from './ask-service.js';
import { type MadeUpEntity, madeUpEntities } from './made-up-keys.js';

/** Questions by which a service's time is measured. */
const measured = 20;

/** Keys that are asked for, the first of the schema, and the milliseconds that all of them may take: a schema may have thousands. */
const mostKeys = 100;
const longestAsking = 30_000;

/** Of those questions, how many may be slower than what is declared: the twentieth part is beyond the 95th percentile. */
const mostSlower = 1;

/**
 * Asks a service that tells its schema for what the schema promises, one after the other, so that its time is its own: whether it
 * resolves its keys, whether it looks at tokens, and whether it is as fast as declared.
 */
export async function examineService(
  { url, sdl }: DockedSubgraph,
  { p95, verifiesTokens }: Expectations,
  account: OwnAccount,
): Promise<Obstacle[]> {
  return askingService(url, account, async (ask) => {
    const keys = await aside(new URL('./made-up-keys.ts', import.meta.url), madeUpEntities, sdl);
    const unresolved = await unresolvedOf(ask, keys.slice(0, mostKeys));
    const blind = verifiesTokens && (await takesAnyToken(ask)) ? [tokenNotVerified(url)] : [];
    const slow = p95 !== null && (await isSlower(ask, p95)) ? [slowerThanDeclared(url, p95)] : [];
    return [...unresolved, ...blind, ...slow];
  });
}

async function unresolvedOf(ask: AskService, asked: readonly MadeUpEntity[]): Promise<Obstacle[]> {
  const until = performance.now() + longestAsking;
  const unresolved: Obstacle[] = [];
  for (const entity of asked) {
    // What is not asked in time is not resolved in time: the first of them stands for all.
    const isLate = performance.now() > until;
    if (isLate || !(await resolves(ask, entity))) unresolved.push(keyNotResolved(entity));
    if (isLate) break;
  }
  return unresolved;
}

const entities = 'query ($them: [_Any!]!) { _entities(representations: $them) { __typename } }';

async function resolves(ask: AskService, { type, representation }: MadeUpEntity): Promise<boolean> {
  const question = { query: entities, variables: { them: [representation] } };
  const answer = await ask(question).catch(() => null);
  if (!answer) return false;
  const { status, said } = answer;
  // Whoever wants a token for it has said nothing about the key.
  if (status === 401 || status === 403 || wantsToken(said)) return true;
  const found = said?.data?.['_entities'];
  if (!Array.isArray(found) || found.length !== 1) return false;
  // Nobody there, or an error of its own: either is an answer to the question who that is.
  const [entity] = found as unknown[];
  return entity === null || (entity as { readonly __typename?: unknown }).__typename === type;
}

function wantsToken(said: GraphQLAnswer | null): boolean {
  const codes = Array.isArray(said?.errors) ? said.errors.map((error) => error?.extensions?.code) : [];
  return codes.some((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
}

/** A token that no issuer signed: whole by its form, good for a long time, of a key that there is not. */
const forged = [
  { alg: 'RS256', typ: 'JWT' },
  { iss: 'https://nobody.invalid', sub: 'yimen-check', exp: 4_102_444_800 },
  'signed by nobody',
]
  .map((part) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url'))
  .join('.');

async function takesAnyToken(ask: AskService): Promise<boolean> {
  const question = { query: '{ __typename }', authorization: `Bearer ${forged}` };
  const answer = await ask(question).catch(() => null);
  const { data, errors } = answer?.said ?? {};
  return answer?.status === 200 && typeof data?.['__typename'] === 'string' && !errors;
}

async function isSlower(ask: AskService, p95: number): Promise<boolean> {
  let slower = 0;
  for (let each = 0; each < measured && slower <= mostSlower; each += 1) {
    const begunAt = performance.now();
    const isAnswered = await ask({ query: '{ __typename }' }).then(
      () => true,
      () => false,
    );
    if (!isAnswered || performance.now() - begunAt > p95) slower += 1;
  }
  return slower > mostSlower;
}

function keyNotResolved({ type, key }: MadeUpEntity): Obstacle {
  return {
    rule: 'KEY_NOT_RESOLVED',
    about: type,
    sentence: {
      zh: `服务不能按键「${key}」解析 ${type}:对编造的键,_entities 应答 null 或对象,不应整体出错。`,
      en: `The service does not resolve ${type} by "${key}": for a key that names nobody, _entities answers null or an object.`,
    },
  };
}

function tokenNotVerified(url: string): Obstacle {
  return {
    rule: 'TOKEN_NOT_VERIFIED',
    sentence: {
      zh: `服务「${url}」接受无人签发的令牌:绕过门户者可读取受保护的字段。`,
      en: `The service at "${url}" takes a token that nobody signed: whoever reaches it past the portal reads what is guarded.`,
    },
  };
}

function slowerThanDeclared(url: string, p95: number): Obstacle {
  return {
    rule: 'SLOWER_THAN_DECLARED',
    sentence: {
      zh: `服务「${url}」的 95 分位应答时间超过所声明的 ${p95} 毫秒。`,
      en: `The service at "${url}" takes longer than the declared ${p95} ms for more than one answer in twenty.`,
    },
  };
}
