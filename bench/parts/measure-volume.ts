import path from 'node:path';
import { folderOfAccounts } from '../../tests/support/accounts.js';
import { root } from '../contest/contender.js';
import { askSteadily, type Reply } from '../faults/open-loop.js';
import { withPortal } from '../portal-process.js';
import { table, type TableCell } from '../table.js';
import { appraisedTown, appraiseQuarter } from '../volume/appraise-quarter.js';
import { accountsOf, castOf } from '../volume/people.js';
import { prepare, readGround } from '../volume/prepare.js';
import { type Kind, requestOf } from '../volume/requests.js';
import type { Outcome, Room } from './room.js';

const perSecond = 50;
/** Seconds before anything counts. */
const warming = 10;
/** Milliseconds within which 95 of a hundred answers of each kind must come. */
const goal = 100;

interface Line {
  readonly kind: string;
  readonly answers: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
  /** Answers with an error, and requests without an answer. */
  readonly failed: number;
}

/** Asks the boards of a county with a year of events, in an open loop; null without a database. */
export async function measureVolume({ options, logs, tell }: Room, coloured: boolean): Promise<Outcome | null> {
  const { database: url, volumeSeconds: seconds } = options;
  if (url === null) {
    tell('volume needs --database postgres://…, a database that npm run generate -- --tier county-lite has filled');
    return null;
  }
  const ground = await readGround(url, appraisedTown);
  const cast = castOf(ground.facts, accountsOf(path.join(root, 'counties/jiangyin')));
  const accounts = await folderOfAccounts(cast.accounts, logs);
  tell('the third quarter is appraised');
  const scorecards = await appraiseQuarter(url, { cast, accounts, handlers: ground.handlers });
  const { replies, cpu, verbs } = await withPortal(
    async (portal) => {
      const requests = perSecond * (warming + seconds);
      const matter = await prepare(portal, { cast, ground, scorecards, requests });
      const asked = (time: number, from: number) =>
        askSteadily(`${portal.origin}/graphql`, { perSecond, seconds: time }, (number) =>
          requestOf(from + number, matter),
        );
      await asked(warming, 0);
      const before = portal.cpuMilliseconds();
      const answers = await asked(seconds, perSecond * warming);
      const each = (portal.cpuMilliseconds() - before) / answers.length;
      return { replies: answers, cpu: each, verbs: matter.verbs.asked };
    },
    { DATABASE_URL: url, COUNTY_FOLDER: accounts },
  );
  for (const one of failures(replies)) tell(one);
  const lines = [...Map.groupBy(replies, ({ kind }) => kind)].map(([kind, each]) => lineOf(kind, each));
  const all = [...lines, lineOf('all', replies)];
  return {
    title: `${ground.events} events of ${cast.towns.length} towns, ${cast.accounts.length} callers, ${perSecond} requests a second for ${seconds} s, ${cpu.toFixed(1)} ms of the portal’s CPU each; 95 % of each kind within ${goal} ms`,
    table: volumeTable(all, coloured),
    figures: {
      perSecond,
      seconds,
      goal,
      events: ground.events,
      callers: cast.accounts.length,
      cpu,
      verbs: Object.fromEntries(verbs),
      lines: all,
    },
  };
}

function hasFailed({ answer }: Reply<Kind>): boolean {
  return answer === null || answer.includes('"errors"');
}

/** What failed by kind, with who asked and one answer, so that somebody can see what it is. */
function failures(replies: readonly Reply<Kind>[]): string[] {
  return [...Map.groupBy(replies.filter(hasFailed), ({ kind }) => kind)].map(([kind, failed]) => {
    const who = [...new Set(failed.map(({ token }) => nameIn(token)))].join(', ');
    const [{ answer = null, body = '' } = {}] = failed;
    const what = kind === 'verb' ? body.slice(0, 300) : '';
    return `${kind} failed ${failed.length} times, asked by ${who}: ${answer?.slice(0, 400) ?? 'no answer'} ${what}`;
  });
}

/** Whose token it is. */
function nameIn(token: string | undefined): string {
  if (token === undefined) return 'nobody';
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(claims) as { preferred_username?: string }).preferred_username ?? 'somebody';
}

function lineOf(kind: string, replies: readonly Reply<Kind>[]): Line {
  const sorted = replies.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1));
  const failed = replies.filter(hasFailed).length;
  return { kind, answers: replies.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1), failed };
}

function volumeTable(lines: readonly Line[], coloured: boolean): string {
  const rows = lines.map(({ kind, answers, p50, p95, p99, most, failed }): TableCell[] => [
    { text: kind },
    { text: String(answers) },
    { text: p50.toFixed(1) },
    { text: p95.toFixed(1), holds: p95 <= goal },
    { text: p99.toFixed(1) },
    { text: most.toFixed(0) },
    { text: String(failed), holds: failed === 0 },
  ]);
  return table(['kind', 'answers', 'p50', 'p95', 'p99', 'most', 'failed'], rows, coloured);
}
