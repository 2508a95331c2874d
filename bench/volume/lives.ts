import type { Arguments } from '../../tests/subgraphs/dispatch/event-verbs.js';
import type { Part } from './people.js';

/** An event as its verbs answer it. */
export interface EventRow {
  readonly id: string;
  readonly version: number;
  readonly eventNo: string;
}

/** Where a life takes place, and what its steps are given. */
export interface Scene {
  /** The event itself, once it was reported. */
  readonly event: EventRow | undefined;
  /** The town's own organisations and people. */
  organization(part: Part): string;
  staffNumber(part: Part): string;
  /** A photo that somebody sent before, each once. */
  photo(part: Part): string;
  /** A place on the ground of the town's grid. */
  place(): { readonly longitude: number; readonly latitude: number };
  /** A number of a hotline's ticket, each once. */
  ticket(): string;
}

/** One verb of a life: by whom, and what it is given beside the event. */
export interface Step {
  readonly verb: string;
  readonly by: Part;
  /** Of two reports of one thing the second, which hangs on the first. */
  readonly second?: true;
  /** Whether it takes one of the photos that who does it has sent. */
  readonly takesPhoto?: true;
  given?(scene: Scene): Arguments;
}

const what = '路口占道摆摊,影响通行。';

const report: Step = {
  verb: 'reportEvent',
  by: 'officer',
  takesPhoto: true,
  given: (scene) => ({ report: { description: what, ...scene.place(), files: [scene.photo('officer')] } }),
};
const complaint: Step = {
  verb: 'reportEvent',
  by: 'citizen',
  given: (scene) => ({ report: { description: what, ...scene.place() } }),
};
const ingest: Step = {
  verb: 'ingestEvent',
  by: 'intake',
  given: (scene) => ({ ticket: { source: 'HOTLINE_12345', externalRef: scene.ticket(), description: what } }),
};
const locate: Step = { verb: 'locateEvent', by: 'countyDispatcher', given: (scene) => scene.place() };
const accept: Step = { verb: 'acceptEvent', by: 'dispatcher' };
const reject: Step = {
  verb: 'rejectEvent',
  by: 'dispatcher',
  given: () => ({ reason: '现场核查不属实。', falseReport: true }),
};
const merge: Step = {
  verb: 'mergeEvent',
  by: 'dispatcher',
  second: true,
  given: ({ event }) => ({ into: event?.eventNo }),
};
const file: Step = {
  verb: 'fileEvent',
  by: 'dispatcher',
  given: () => ({ category: '0204', platform: '综合执法局' }),
};

/** An order to the organisation of somebody, with that of somebody else to help. */
const order = (verb: string, by: Part, to: Part, helper?: Part): Step => ({
  verb,
  by,
  given: (scene) => ({
    leadOrganization: scene.organization(to),
    coOrganizations: helper ? [scene.organization(helper)] : [],
    reason: '就近处置。',
  }),
});
const dispatch = order('dispatchEvent', 'dispatcher', 'handler');

const join: Step = { verb: 'joinHandling', by: 'officer' };
const giveBack: Step = { verb: 'returnAssignment', by: 'head', given: () => ({ reason: '需明确路段。' }) };
const recall: Step = { verb: 'recallDispatch', by: 'dispatcher', given: () => ({ reason: '派遣有误。' }) };
const passUp: Step = { verb: 'escalateEvent', by: 'dispatcher', given: () => ({ reason: '需县级部门处置。' }) };
const extend: Step = {
  verb: 'requestExtension',
  by: 'handler',
  given: () => ({ reason: '需夜间清理。', amount: 1 }),
};

/** From taking on until the result is handed in, by one person. */
const handledBy = (by: Part, ...between: readonly Step[]): readonly Step[] => [
  { verb: 'acceptAssignment', by },
  ...between,
  handIn('finishHandling', by),
];

function handIn(verb: string, by: Part): Step {
  return {
    verb,
    by,
    takesPhoto: true,
    given: (scene) => ({ result: '摊点已劝离。', files: [scene.photo(by)] }),
  };
}

const name = (by: Part): Step => ({
  verb: 'assignVerifier',
  by,
  given: (scene) => ({ staffNumber: scene.staffNumber('verifier') }),
});
const pass: Step = { verb: 'passVerification', by: 'verifier', given: () => ({ comment: '现场已恢复。' }) };
const fail: Step = { verb: 'failVerification', by: 'verifier', given: () => ({ reason: '现场仍有残留。' }) };
const rate = (by: Part): Step => ({
  verb: 'recordFeedback',
  by,
  given: () => ({ satisfaction: 'SATISFIED', comment: null }),
});

const verified: readonly Step[] = [name('dispatcher'), pass, rate('dispatcher')];
const ordinary: readonly Step[] = [report, accept, file, dispatch, ...handledBy('handler'), ...verified];

/**
 * The lives that events have, one after the other: every verb of persons that the workflow of events has is in one of them, by
 * somebody who may. After the feedback the portal itself puts the score on file.
 */
export const lives: readonly (readonly Step[])[] = [
  ordinary,
  [complaint, accept, file, dispatch, ...handledBy('head'), name('dispatcher'), pass, rate('citizen')],
  [ingest, locate, accept, file, dispatch, ...handledBy('handler', extend), ...verified],
  [report, reject],
  [
    report,
    accept,
    file,
    dispatch,
    giveBack,
    order('redispatchEvent', 'dispatcher', 'officer'),
    ...handledBy('officer'),
    ...verified,
  ],
  [
    report,
    accept,
    file,
    order('dispatchEvent', 'dispatcher', 'handler', 'officer'),
    join,
    ...handledBy('head'),
    ...verified,
  ],
  ordinary,
  [
    ...[report, accept, file, passUp, order('dispatchFromCounty', 'commander', 'department')],
    ...handledBy('department'),
    ...[name('countyDispatcher'), pass, rate('countyDispatcher')],
  ],
  [
    ...[report, accept, file, dispatch, ...handledBy('handler'), name('dispatcher'), fail],
    ...[handIn('finishRework', 'handler'), ...verified],
  ],
  [report, accept, file, dispatch, recall, dispatch, ...handledBy('handler'), ...verified],
  [report, { ...complaint, second: true }, accept, merge, file, dispatch, ...handledBy('handler'), ...verified],
];

/** How many photos who has this part needs for so many lives, at most. */
export function photosFor(part: Part, count: number): number {
  const inEach = lives.flat().filter(({ by, takesPhoto }) => by === part && takesPhoto).length;
  return Math.ceil(count / lives.length) * inEach;
}

/** How many lives so many verbs begin, at most; a few begin beside those that wait for an answer. */
export function livesOf(verbs: number): number {
  return Math.ceil((verbs / lives.flat().length) * lives.length) + lives.length;
}
