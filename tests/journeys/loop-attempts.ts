import { expect } from '@jest/globals';
import type { EventPortal } from '../subgraphs/dispatch/event-portal.js';
import { caseOf, open, personBorn, type SeenCase, stall } from '../subgraphs/enforcement/cases.js';
import type { Answer } from '../support/portal.js';
import { market } from './loop-walk.js';

/** A client's language, as `accept-language` states it. */
export type Language = 'zh-CN' | 'en';

/** Something that is to be refused, in the language of its caller. */
export type Attempt = (language: Language) => Promise<Pick<Answer, 'errors'>>;

/** Verbs of the loop to be sent in one language or the other. */
export interface Attempts {
  /** Tries in both languages and gives `CODE REASON` and both sentences. Nothing may have been written. */
  refused(attempt: Attempt): Promise<(string | undefined)[]>;
  /** Sends a query in a language. */
  asking(query: string, variables: object, as: string): (language: Language) => Promise<Answer>;
  /** Reports an event of the market street as `grid.officer`. */
  report(change: object): (language: Language) => Promise<Answer>;
  /** Opens a case of a stall as `enforcement.officer`, of a person or with what is changed. */
  openCase(change: object): (language: Language) => Promise<Answer>;
  decide(row: SeenCase, fine: string): (language: Language) => Promise<Answer>;
  upload(bytes: Buffer): Attempt;
  /** A case of somebody new, opened at ten to nine. */
  clue(change?: object): Promise<SeenCase>;
}

const occurredAt = '2026-11-23T00:50:00Z';

/** Attempts on a portal. */
export function attemptsOn(portal: EventPortal): Attempts {
  const asking: Attempts['asking'] = (query, variables, as) => (language) =>
    portal.ask(query, { ...variables }, { as, headers: { 'accept-language': language } });
  let sequence = 500;
  return {
    asking,
    refused: async (attempt) => {
      const before = await rowsOf(portal);
      const [chinese] = (await attempt('zh-CN')).errors ?? [];
      const [english] = (await attempt('en')).errors ?? [];
      expect(await rowsOf(portal)).toEqual(before);
      expect(english?.extensions).toEqual(chinese?.extensions);
      const { code, reason } = chinese?.extensions ?? {};
      return [`${code} ${reason}`, chinese?.message, english?.message];
    },
    report: (change) =>
      asking(
        'mutation ($report: ReportEventInput!) { reportEvent(report: $report) { id eventNo photoPlaceUnknown } }',
        { report: { description: '占道经营。', ...market, ...change } },
        'grid.officer',
      ),
    openCase: (change) =>
      asking(
        'mutation ($input: SimpleCaseInput!) { openSimpleCase(input: $input) { id } }',
        { input: { ...stall, occurredAt, ...change } },
        'enforcement.officer',
      ),
    decide: ({ id, version }, fine) =>
      asking(
        `mutation ($id: ID!, $version: Int!, $decision: SpotDecisionInput!) {
           decideOnTheSpot(id: $id, version: $version, decision: $decision) { state } }`,
        { id, version, decision: { penalties: ['FINE'], fine, reasons: '占道经营,影响通行。' } },
        'enforcement.officer',
      ),
    upload: (bytes) => async (language) => {
      const authorization = `Bearer ${await portal.tokenOf('grid.officer')}`;
      const response = await fetch(`${portal.origin}/files`, {
        method: 'POST',
        headers: { authorization, 'accept-language': language },
        body: new Uint8Array(bytes),
      });
      return (await response.json()) as Pick<Answer, 'errors'>;
    },
    clue: async (change = {}) => {
      sequence += 1;
      return caseOf(await open(portal, { occurredAt, party: personBorn('19850312', sequence), ...change }));
    },
  };
}

/** How many rows stand of all that the verbs of the loop write, and the sums of their versions. */
async function rowsOf({ portal }: EventPortal): Promise<unknown> {
  const [counts] = await portal.database.administer((run) =>
    run(`select (select count(*) from dispatch.events) as events, (select sum(version) from dispatch.events) as versions,
      (select count(*) from dispatch.event_reports) as reports, (select count(*) from dispatch.inbox_entries) as entries,
      (select count(*) from enforcement.cases) as cases, (select sum(version) from enforcement.cases) as turns,
      (select count(*) from kit.timeline) as timeline, (select count(*) from kit.events) as emitted,
      (select count(*) from kit.timers) as timers, (select sum(last) from kit.numbers) as numbers,
      (select count(*) from kit.files) as files, (select count(*) from kit.files where owner_id is not null) as attached`),
  );
  return counts;
}
