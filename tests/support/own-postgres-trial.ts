import { expect } from '@jest/globals';
import { openOwnPostgres, type OwnPostgres, type OwnPostgresOptions } from './own-postgres.js';
import { expectJobsDone, expectNothingLost, expectQuietLog, recovered } from './own-postgres-checks.js';
import { openOwnPortal, type OwnPortal, secondsUntil, startWrites, type Writes } from './own-postgres-portal.js';

/** A portal on a PostgreSQL server of its own, to which something is done while others write. */
export class Trial {
  readonly server: OwnPostgres;
  readonly portal: OwnPortal;
  #writes: Writes | undefined;
  #logged = 0;

  private constructor(server: OwnPostgres, portal: OwnPortal) {
    this.server = server;
    this.portal = portal;
  }

  static async open(options: OwnPostgresOptions, environment: Readonly<Record<string, string>> = {}): Promise<Trial> {
    const server = await openOwnPostgres(options);
    const portal = await openOwnPortal({ DATABASE_URL: server.url, LOG_LEVEL: 'info', ...environment }).catch(
      async (error: unknown) => {
        await server.remove();
        throw error;
      },
    );
    return new Trial(server, portal);
  }

  /** What became of the writes since the last beginning. */
  get writes(): Writes {
    if (!this.#writes) throw new Error('Nobody writes yet.');
    return this.#writes;
  }

  /** Has so many write from now on; answers when the first of it stands. */
  async begin(writers: number): Promise<void> {
    await this.#writes?.end();
    this.#logged = this.portal.log.length;
    const writes = startWrites(this.portal, writers);
    this.#writes = writes;
    await secondsUntil(() => Promise.resolve(writes.acknowledged.size >= 3), 30);
  }

  /**
   * Waits until everything is as before, ends the writes, and looks at what they were told (these reasons alone), at what
   * stands, at the jobs, at the log, and at the portal's process.
   */
  async expectRecovery(reasons: readonly string[]): Promise<void> {
    const { server, portal, writes } = this;
    const seconds = await recovered(portal, writes);
    await writes.end();
    expect([...writes.refused.keys()].filter((reason) => !reasons.includes(reason))).toEqual([]);
    expect(writes.slowest).toBeLessThan(20_000);
    await expectNothingLost(server, writes);
    const jobs = await expectJobsDone(server);
    expectQuietLog(portal.log.slice(this.#logged));
    expect([portal.complaints, portal.ended]).toEqual([[], null]);
    console.log(
      `${expect.getState().currentTestName}: back after ${seconds.toFixed(1)} s, jobs ${jobs.toFixed(1)} s later; ` +
        `${writes.acknowledged.size} written, ${JSON.stringify(Object.fromEntries(writes.refused))}, ` +
        `slowest ${Math.round(writes.slowest)} ms, ${portal.log.length - this.#logged} lines`,
    );
  }

  async close(): Promise<void> {
    await this.#writes?.end();
    await this.portal.close();
    await this.server.remove();
  }
}
