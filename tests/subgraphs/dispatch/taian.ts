import path from 'node:path';
import { projectRoot } from '../../../gateway/portal.js';
import { type Seen, type VerbPortal, verbsOn } from '../../support/verb-portal.js';
import { type EventPortal, type EventSeen, openEventPortal } from './event-portal.js';

/** A call as the verbs of these tests answer it. */
export interface CallSeen extends Seen {
  readonly callNo: string;
}

export const town = '370911110-government';
export const urban = '370911-urban-management';
export const resources = '370911-natural-resources';

/** A position in 太平街村第1网格, on no road, and one on 明珠东路. */
export const places = {
  village: { longitude: 117.065, latitude: 35.945 },
  road: { longitude: 117.067, latitude: 35.9501 },
} as const;

/** What the town calls for. */
export const matter = {
  subject: '明珠东路马路市场',
  content: '占道经营,脏乱差堵,街道多次组织清理,摊点打起游击战。',
  ownEfforts: '街道先后组织清理六次,收效甚微。',
  duty: 'SD0601',
};

/** A plan of two measures, as the department sends it. */
export const measures = [
  { kind: 'EASE', content: '选取地点建成临时便民市场', owner: resources, dueOn: '2027-03-31' },
  { kind: 'CURB', content: '明确执法中队长为路长,加大日常巡查', owner: urban, dueOn: '2027-03-31' },
];

/** A portal with 江阴 and 岱岳区 of 泰安, on a Monday when the latter’s third profile holds, and the course of a call. */
export interface TaianPortal extends EventPortal, Omit<VerbPortal, 'act' | 'refusal'> {
  /** Does a verb that is to succeed, and answers its row with what is selected. */
  does<T extends object = Seen>(
    as: string,
    verb: string,
    given: Readonly<Record<string, unknown>>,
    selection?: string,
  ): Promise<T & Seen>;
  /** Does a verb that is to be refused, and answers `CODE REASON`. */
  refused(as: string | undefined, verb: string, given: Readonly<Record<string, unknown>>): Promise<string>;
  draft(change?: object): Promise<CallSeen>;
  /** Takes a call from a draft to a later state, by the people who do it. */
  callTo(state: string, from?: Seen): Promise<CallSeen>;
  /** A call as it stands. */
  callSeen(call: Pick<Seen, 'id'>, selection: string, as?: string): Promise<Record<string, unknown>>;
  /** An event of the town, filed under a category. */
  fileEvent(place?: { readonly longitude: number; readonly latitude: number }, category?: string): Promise<EventSeen>;
  /** The findings of a kind, as the supervision office sees them. */
  findings(kind: string): Promise<{ id: string; version: number; state: string; detail: string; detectedBy: string }[]>;
}

/** Opens a portal for tests of calls. Close it when done. */
export async function openTaian(): Promise<TaianPortal> {
  const folders = ['jiangyin', 'taian'].map((county) => path.join(projectRoot, 'counties', county));
  const portal = await openEventPortal({ environment: { COUNTY_FOLDER: folders.join(',') } });
  await portal.onboard(folders[1] ?? '');
  portal.clock.moment = new Date('2026-12-07T01:00:00Z');
  const { act: does, refusal: refused, ...verbs } = verbsOn('dispatch', portal);
  const call = (as: string, verb: string, given: object): Promise<CallSeen> =>
    does<CallSeen>(as, verb, { ...given }, 'callNo');
  const draft = (change: object = {}): Promise<CallSeen> =>
    call('taian.leader', 'draftCall', { call: { ...matter, ...change } });
  const steps: Readonly<Record<string, (from: object) => Promise<CallSeen>>> = {
    CALLED: (from) => call('taian.leader', 'raiseCall', from),
    JUDGING: (from) => call('taian.county', 'takeCall', from),
    ASSIGNED: (from) =>
      call('taian.county', 'acceptCall', {
        ...from,
        judgement: '涉及占道经营和用地,由综合行政执法局牵头。',
        leadDepartment: urban,
        coDepartments: [resources],
        reason: '本县清单未列该部门。',
      }),
    RESPONDED: (from) =>
      call('taian.urban', 'respondToCall', {
        ...from,
        measures,
        team: { name: '明珠东路专门治理小组', leader: 'DY000016' },
      }),
    HANDLING: (from) => call('taian.urban', 'startCallHandling', from),
    RESOLVED: async (from) => {
      const eased = await call('taian.resources', 'finishMeasure', { ...from, measure: 1, result: '市场已开业。' });
      const curbed = await call('taian.urban', 'finishMeasure', { ...eased, measure: 2, result: '路长已到位。' });
      return call('taian.urban', 'resolveCall', { ...curbed, result: '马路市场已根治。' });
    },
  };
  return {
    ...portal,
    ...verbs,
    does,
    refused,
    draft,
    callTo: async (state, from) => {
      const order = Object.keys(steps);
      let seen = (from ?? (await draft())) as CallSeen;
      for (const each of order.slice(order.indexOf(seen.state) + 1, order.indexOf(state) + 1)) {
        seen = (await steps[each]?.({ ...seen })) ?? seen;
      }
      if (seen.state !== state) throw new Error(`Nobody takes a call from ${seen.state} to ${state}.`);
      return seen;
    },
    callSeen: async ({ id }, selection, as = 'taian.county') => {
      const { data, errors } = await portal.ask(
        `query ($id: ID!) { townCall(id: $id) { ${selection} } }`,
        { id },
        { as },
      );
      if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
      return Object(data?.['townCall']) as Record<string, unknown>;
    },
    fileEvent: async (place = places.village, category = '0204') => {
      const reported = await portal.report('taian.officer', place);
      const accepted = await portal.act('taian.dispatcher', 'acceptEvent', { ...reported });
      return portal.act('taian.dispatcher', 'fileEvent', { ...accepted, category, platform: '综合执法' });
    },
    findings: async (kind) => {
      const { data } = await portal.ask(
        `query ($kind: FailureKind!) {
           supervisionFindings(kind: $kind) {
             edges { node { id version state detail detectedBy subject { code } call { callNo } event { eventNo } } }
           }
         }`,
        { kind },
        { as: 'taian.supervision' },
      );
      const { edges } = Object(data?.['supervisionFindings']) as { edges: { node: never }[] };
      return edges.map(({ node }) => node);
    },
  };
}
