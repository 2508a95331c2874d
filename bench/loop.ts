import { keep, measure, type Measured, withPortal } from './portal-process.js';

// `npm run bench`: the first verbs of an event's life, each done by 10 clients to events of their own.
const spot = { longitude: 120.2935, latitude: 31.7085 };
const clients = 10;
const events = 200;

interface Target {
  readonly id: string;
  readonly version: number;
}

const fields = '{ id version }';
const reporting = `mutation ($report: ReportEventInput!) { row: reportEvent(report: $report) ${fields} }`;
const accepting = `mutation ($id: ID!, $version: Int!) { row: acceptEvent(id: $id, version: $version) ${fields} }`;
const filing = `mutation ($id: ID!, $version: Int!) {
  row: fileEvent(id: $id, version: $version, category: "0102", platform: "综合执法局") ${fields} }`;
const story = 'query ($id: ID!) { event(id: $id) { eventNo state nineSteps { step at } timeline { verb at digest } } }';

await withPortal(async (portal) => {
  const officer = await portal.login('grid.officer');
  const dispatcher = await portal.login('town.dispatcher');
  const rows: Target[] = [];
  const files: string[] = [];
  const report = async (turn: number): Promise<void> => {
    const given = { description: '路口占道摆摊', ...spot, files: [files[turn]] };
    rows[turn] = (await portal.ask<{ row: Target }>(officer, reporting, { report: given })).row;
  };
  const act =
    (verb: string) =>
    async (turn: number): Promise<void> => {
      const { id, version } = rows[turn] as Target;
      rows[turn] = (await portal.ask<{ row: Target }>(dispatcher, verb, { id, version })).row;
    };
  const named = async (what: string, measured: Promise<Measured>): Promise<object> => ({ what, ...(await measured) });
  const uploading = await measure(portal, clients, events, async (turn) => {
    files[turn] = await portal.upload(officer);
  });
  const results = [
    { what: 'POST /files, a photo', ...uploading },
    await named('reportEvent', measure(portal, clients, events, report)),
    await named('acceptEvent', measure(portal, clients, events, act(accepting))),
    await named('fileEvent', measure(portal, clients, events, act(filing))),
    await named(
      'an event with its timeline',
      measure(portal, clients, events, (turn) => portal.ask(dispatcher, story, { id: rows[turn]?.id })),
    ),
  ];
  await keep('loop', results);
});
