import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { probeOf, type Spread } from '../../bench/contest/probe.js';
import { openOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { openOwnPortal, type OwnPortal } from '../support/own-postgres-portal.js';
import { type Department, type Door, head, install, type Said, startDepartment } from './department.js';

/** Questions of others in a second. */
const perSecond = 20;

/** Milliseconds that the portal's loop may be held, of its own CPU time: what else the machine does is not its fault. */
const longestHold = 100;

/** The schema of the other department. */
export const tidesSdl = `${head}\ntype Query { tide: Float }\n`;

/** What others felt while something was done to the portal. */
export interface Felt {
  readonly asked: number;
  /** What of their answers was not as ever. */
  readonly wrong: readonly string[];
  /** Milliseconds of the slowest answer, and of the one that ninety-nine of a hundred were faster than. */
  readonly slowest: number;
  readonly p99: number;
  /** How long the portal's loop was held at a time, by its own CPU time. */
  readonly held: Spread;
}

/** What stands: each subgraph's name, newest number, and versions with their states, and how often the graph was changed. */
export interface Standing {
  readonly subgraphs: readonly (readonly [name: string, latest: number, ...versions: string[]])[];
  readonly revision: number;
}

/**
 * A portal in a process of its own on a PostgreSQL of its own, with the subgraph of another department in its graph. Others ask it
 * twenty questions a second, of that subgraph and of the five modules in turn, while something is done to it.
 */
export class LoadedPortal implements Door {
  readonly server: OwnPostgres;
  readonly #portal: OwnPortal;
  readonly #probe: ReturnType<typeof probeOf>;
  /** The other department's server. */
  readonly tides: Department;
  readonly #folder: string;
  readonly #question: string;

  private constructor(parts: {
    readonly server: OwnPostgres;
    readonly portal: OwnPortal;
    readonly probe: ReturnType<typeof probeOf>;
    readonly tides: Department;
    readonly folder: string;
    readonly question: string;
  }) {
    this.server = parts.server;
    this.#portal = parts.portal;
    this.#probe = parts.probe;
    this.tides = parts.tides;
    this.#folder = parts.folder;
    this.#question = parts.question;
  }

  /** Opens it. The origins are those at which the department of water may serve. */
  static async open(
    origins: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<LoadedPortal> {
    const tides = await startDepartment(tidesSdl, { Query: { tide: () => 3.5 } });
    const folder = await mkdtemp(path.join(tmpdir(), 'yimen-loaded-'));
    const county = await mkdtemp(path.join(folder, 'addresses-'));
    const rows = [`320281-ecology,${tides.origin}`, ...origins.map((origin) => `320281-water,${origin}`)];
    await writeFile(path.join(county, 'subgraph-addresses.csv'), ['机构编码,地址', ...rows, ''].join('\n'));
    const server = await openOwnPostgres({});
    const probe = probeOf('portal', folder);
    const portal = await openOwnPortal({
      DATABASE_URL: server.url,
      COUNTY_FOLDER: ['counties/jiangyin', county].join(path.delimiter),
      LOG_LEVEL: 'warn',
      SUBGRAPH_EVALUATION_URL: '',
      RATE_DEPARTMENT: '20',
      ...probe.environment,
      ...environment,
    });
    const question = await readFile('docs/question.graphql', 'utf8');
    const loaded = new LoadedPortal({ server, portal, probe, tides, folder, question });
    const proposal = { name: 'tides', url: tides.url, sdl: tidesSdl };
    await install(loaded.#as('registry.publisher2'), proposal, 0);
    await loaded.during(() => pause(3_000));
    return loaded;
  }

  get log() {
    return this.#portal.log;
  }

  async ask(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    { as, language }: { readonly as?: string; readonly language?: 'zh' | 'en' } = {},
  ): Promise<Said> {
    const { data, errors } = await this.#portal.ask(query, { variables, as, language });
    return { data, errors: errors.length > 0 ? errors : undefined } as Said;
  }

  /** What stands, by the registry's own word. */
  async standing(): Promise<Standing> {
    const subgraphs = await this.server.rows(
      `select s.name, s.latest, array_agg(v.number || ' ' || v.state order by v.number) as versions
       from registry.subgraphs s left join registry.versions v on v.subgraph_name = s.name group by 1, 2 order by 1`,
    );
    const [row] = await this.server.rows('select revision from registry.standing');
    return {
      subgraphs: subgraphs.map((each) => [
        String(each['name']),
        Number(each['latest']),
        ...(each['versions'] as readonly string[]),
      ]),
      revision: Number(row?.['revision']),
    };
  }

  /** Does something while others ask, and for a second more. */
  async during<T>(work: () => Promise<T>): Promise<{ readonly outcome: T; readonly felt: Felt }> {
    const state = { isOver: false };
    await this.#probe.look(this.#portal);
    const asking = this.#askSteadily(state);
    try {
      const outcome = await work();
      await pause(1_000);
      state.isOver = true;
      const answered = await asking;
      const { worked } = await this.#probe.look(this.#portal);
      const times = answered.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
      const felt = {
        asked: answered.length,
        wrong: answered.flatMap(({ wrong }) => wrong ?? []),
        slowest: Math.round(times.at(-1) ?? 0),
        p99: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
        held: worked,
      };
      return { outcome, felt };
    } finally {
      state.isOver = true;
    }
  }

  async close(): Promise<void> {
    await this.#portal.close();
    await this.tides.close();
    await this.server.remove();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #as(username: string): Door {
    // Who approves is somebody else than who publishes.
    return {
      ask: (query, variables, asking) =>
        this.ask(query, variables, { as: asking?.as === 'registry.publisher' ? username : asking?.as }),
    };
  }

  async #askSteadily(state: { readonly isOver: boolean }): Promise<Answered[]> {
    const begun = performance.now();
    const answers: Promise<Answered>[] = [];
    for (let number = 0; !state.isOver; number += 1) {
      const wait = begun + (number * 1_000) / perSecond - performance.now();
      if (wait > 0) await pause(wait);
      answers.push(number % 2 === 0 ? this.#askOther() : this.#askModules());
    }
    return Promise.all(answers);
  }

  async #askOther(): Promise<Answered> {
    const { data, errors, milliseconds } = await this.#portal.ask('{ tide }');
    return { milliseconds, wrong: data?.['tide'] === 3.5 ? null : JSON.stringify({ data, errors }) };
  }

  async #askModules(): Promise<Answered> {
    const options = { variables: { code: '320281104200002' }, as: 'commander' };
    const { data, errors, milliseconds } = await this.#portal.ask(this.#question, options);
    return { milliseconds, wrong: data?.['grid'] && errors.length === 0 ? null : JSON.stringify({ data, errors }) };
  }
}

/** A loaded portal, and the department of water whose service it may dock. */
export interface UnderLoad {
  readonly portal: LoadedPortal;
  readonly department: Department;
}

/** Both for a group of tests: opened before its first, and got ready by `prepare`; closed behind its last. */
export function underLoad(
  sdl: string,
  resolvers: Parameters<typeof startDepartment>[1],
  prepare: (opened: UnderLoad) => Promise<void> = async () => {},
): UnderLoad {
  const opened: { portal?: LoadedPortal; department?: Department } = {};
  const standing: UnderLoad = {
    get portal() {
      if (!opened.portal) throw new Error('The portal is not open.');
      return opened.portal;
    },
    get department() {
      if (!opened.department) throw new Error('The department does not serve.');
      return opened.department;
    },
  };
  beforeAll(async () => {
    opened.department = await startDepartment(sdl, resolvers);
    opened.portal = await LoadedPortal.open([opened.department.origin]);
    await prepare(standing);
  }, 240_000);
  afterAll(async () => {
    await opened.portal?.close();
    await opened.department?.close();
  }, 60_000);
  return standing;
}

interface Answered {
  readonly milliseconds: number;
  readonly wrong: string | null;
}

/** Others were answered as ever, and the loop turned all the while. Says what they felt, for the table of the page. */
export function expectUnharmed({ asked, wrong, slowest, p99, held }: Felt): void {
  console.log(
    `${expect.getState().currentTestName}: ${asked} questions of others, p99 ${p99} ms, slowest ${slowest} ms, ` +
      `loop held ${held.most.toFixed(0)} ms at most`,
  );
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(20);
  expect(held.most).toBeLessThan(longestHold);
}
