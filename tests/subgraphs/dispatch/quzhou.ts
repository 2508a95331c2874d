import path from 'node:path';
import { projectRoot } from '../../../gateway/portal.js';
import { type Seen, type VerbPortal, verbsOn } from '../../support/verb-portal.js';
import { type EventPortal, type EventSeen, openEventPortal } from './event-portal.js';

/** Where 阳湖社区第1网格 of 湖镇镇 lies. */
export const scene = { longitude: 119.275, latitude: 29.06 };

export const urban = '330825-urban-management';
export const market = '330825-market-regulation';
export const construction = '330825-construction';

/** Everybody’s telephone: the heads of three departments, by organisation. */
export const heads = {
  [urban]: { username: 'quzhou.urban', number: 'LY000016' },
  [market]: { username: 'quzhou.market', number: 'LY000017' },
  [construction]: { username: 'quzhou.construction', number: 'LY000018' },
} as const;

/** One that leads and two that help. */
export const three = [
  { organization: urban, isLead: true, contact: 'LY000016' },
  { organization: market, contact: 'LY000017' },
  { organization: construction, contact: 'LY000018' },
];

/** One organisation that was called out, as the county’s centre sees it. */
export interface Responder {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly organization: { readonly code: string };
  readonly level: string;
  readonly channel: string | null;
  readonly withinLimit: boolean | null;
  readonly alarmedAt: string | null;
}

/** A portal with 江阴 and 龙游县 of 衢州, on a Monday when the latter’s third profile holds. */
export interface QuzhouPortal extends EventPortal, Omit<VerbPortal, 'act' | 'refusal'> {
  does: VerbPortal['act'];
  refused: VerbPortal['refusal'];
  /** An event that was reported on the scene. */
  happen(): Promise<EventSeen>;
  /** Calls three departments out to an event, or as told. */
  issue(event: EventSeen, change?: object): Promise<Seen>;
  /** What is ordered, to be refused. */
  order(event: EventSeen, change?: object): object;
  orderSeen(order: Pick<Seen, 'id'>, selection: string): Promise<Record<string, unknown>>;
  /** Those called out by an order, the lead first. */
  responders(order: Pick<Seen, 'id'>): Promise<readonly [Responder, Responder, Responder]>;
  /** Moves the clock to some seconds after nine, without running what is due. */
  atSecond(second: number): void;
  /** Runs what is due some seconds after nine. */
  settleAt(second: number): Promise<void>;
}

const nine = Date.parse('2026-12-07T01:00:00Z');

/** Opens a portal for tests of mobile command. Close it when done. */
export async function openQuzhou(): Promise<QuzhouPortal> {
  const folders = ['jiangyin', 'quzhou'].map((county) => path.join(projectRoot, 'counties', county));
  const portal = await openEventPortal({ environment: { COUNTY_FOLDER: folders.join(',') } });
  await portal.onboard(folders[1] ?? '');
  portal.clock.moment = new Date(nine);
  const { act: does, refusal: refused, ...verbs } = verbsOn('dispatch', portal);
  const order = ({ eventNo }: EventSeen, change: object = {}): object => {
    const usual = { eventNo, commanders: ['LY000001'], responders: three, instruction: '气瓶泄漏,立即疏散并处置。' };
    return { order: { ...usual, ...change } };
  };
  const orderSeen = async ({ id }: Pick<Seen, 'id'>, selection: string) => {
    const { data, errors } = await portal.ask(
      `query ($id: ID!) { commandOrder(id: $id) { ${selection} } }`,
      { id },
      { as: 'quzhou.centre' },
    );
    if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
    return Object(data?.['commandOrder']) as Record<string, unknown>;
  };
  return {
    ...portal,
    ...verbs,
    does,
    refused,
    order,
    orderSeen,
    happen: () => portal.report('quzhou.officer', scene),
    issue: (event, change) => does('quzhou.centre', 'issueCommand', { ...order(event, change) }),
    responders: async (issued) => {
      const selection = 'id version state organization { code } level channel withinLimit alarmedAt';
      const { responders } = await orderSeen(issued, `responders { ${selection} }`);
      return responders as readonly [Responder, Responder, Responder];
    },
    atSecond: (second) => {
      portal.clock.moment = new Date(nine + second * 1_000);
    },
    settleAt: async (second) => {
      portal.clock.moment = new Date(nine + second * 1_000);
      await portal.settle();
    },
  };
}
