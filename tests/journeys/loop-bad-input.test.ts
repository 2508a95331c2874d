import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type EventPortal, openEventPortal } from '../subgraphs/dispatch/event-portal.js';
import { stallItem } from '../subgraphs/enforcement/cases.js';
import { jpeg, png } from '../support/photo-bytes.js';
import { type Attempts, attemptsOn } from './loop-attempts.js';
import { market, shanghai } from './loop-walk.js';

let portal: EventPortal;
let attempts: Attempts;
beforeAll(async () => {
  portal = await openEventPortal();
  attempts = attemptsOn(portal);
});
afterAll(() => portal.close());

beforeEach(() => {
  portal.clock.moment = shanghai('2026-11-23 09:00');
});

/** 600 metres north of the market street. */
const further = { ...market, latitude: market.latitude + 0.0054 };
const firm = { kind: 'FIRM', name: '徐霞客镇某水果店', creditCode: '919999990000000177' };
const outside = { longitude: 121.5, latitude: 31.2 };

describe('A photo', () => {
  test.each([
    [
      'of the wrong kind',
      Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
      'INVALID FILE_TYPE_REFUSED',
      '不受理的文件类型「image/gif」:可用 JPEG、PNG、WebP、HEIC、MP4、M4A、PDF,按内容判定。',
      'Files of the type "image/gif" are not taken: send JPEG, PNG, WebP, HEIC, MP4, M4A or PDF, told from the bytes.',
    ],
    [
      'of 21 MB',
      Buffer.concat([jpeg(), Buffer.alloc(21 * 1024 * 1024)]),
      'LIMITED FILE_TOO_LARGE',
      '文件超过 20971520 字节(20 MB)。',
      'The file exceeds 20971520 bytes (20 MB).',
    ],
    [
      'that would unfold to 2,500 million pixels',
      png(50_000, 50_000),
      'INVALID IMAGE_TOO_LARGE',
      '图片为 50000 × 50000 像素,超过五千万像素。',
      'The image has 50000 × 50000 pixels; at most 50000000 are taken.',
    ],
  ])('%s is not taken', async (_what, bytes, refusal, chinese, english) => {
    expect(await attempts.refused(attempts.upload(bytes))).toEqual([refusal, chinese, english]);
  });

  test('is needed on patrol: a document is none', async () => {
    const document = await portal.sendFile(Buffer.from('%PDF-1.7\nabc'), 'grid.officer');
    expect(await attempts.refused(attempts.report({ files: [document] }))).toEqual([
      'INVALID PHOTO_MISSING',
      '至少须附一张本人上传的照片。',
      'At least one photo that you uploaded is needed.',
    ]);
  });

  test('taken 600 metres from the stated place reports no event and proves no case', async () => {
    const ofReport = await portal.photograph('grid.officer', further);
    const ofCase = await portal.photograph('enforcement.officer', further);
    const sentences = (id: string) => [
      'INVALID PHOTO_ELSEWHERE',
      `照片「${id}」的拍摄位置距所报地点 600 米,超过 500 米。`,
      `The photo "${id}" was taken 600 m from the stated place; at most 500 m are allowed.`,
    ];
    expect(await attempts.refused(attempts.report({ files: [ofReport] }))).toEqual(sentences(ofReport));
    const opening = attempts.openCase({ ...market, regionCode: null, evidence: [ofCase] });
    expect(await attempts.refused(opening)).toEqual(sentences(ofCase));
  });

  test('that does not say where it was taken is accepted, and flagged', async () => {
    const { data, errors } = await attempts.report({ files: [await portal.photograph('grid.officer')] })('en');
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ reportEvent: { photoPlaceUnknown: true } });
  });
});

describe('A position outside the county', () => {
  test('reports no event', async () => {
    const files = [await portal.photograph('grid.officer')];
    expect(await attempts.refused(attempts.report({ files, ...outside }))).toEqual([
      'INVALID OUTSIDE_COUNTY',
      '坐标(121.5, 31.2)不在任何网格内。',
      'The point (121.5, 31.2) lies in no grid.',
    ]);
  });

  test('opens no case', async () => {
    const [reason, sentence] = await attempts.refused(attempts.openCase({ regionCode: null, ...outside }));
    expect([reason, sentence]).toEqual(['INVALID OUTSIDE_COUNTY', '坐标(121.5, 31.2)不在任何网格内。']);
  });
});

describe('A time to come', () => {
  test('reports no event', async () => {
    const files = [await portal.photograph('grid.officer')];
    expect(await attempts.refused(attempts.report({ files, occurredAt: '2026-11-23T01:05:01Z' }))).toEqual([
      'INVALID FUTURE_TIME',
      '发生时间 2026-11-23T01:05:01.000Z 晚于现在 2026-11-23T01:00:00.000Z。',
      'It cannot have happened at 2026-11-23T01:05:01.000Z: now is 2026-11-23T01:00:00.000Z.',
    ]);
  });

  test('opens no case', async () => {
    expect(await attempts.refused(attempts.openCase({ occurredAt: '2026-11-23T01:05:01Z' }))).toEqual([
      'INVALID FUTURE_TIME',
      '违法行为时间 2026-11-23T01:05:01.000Z 尚未到来。',
      'The act cannot have been done at 2026-11-23T01:05:01.000Z, which is to come.',
    ]);
  });
});

describe('A fine', () => {
  test('of 201 yuan is too much for a person', async () => {
    expect(await attempts.refused(attempts.decide(await attempts.clue(), '201'))).toEqual([
      'INVALID FINE_ABOVE_SIMPLE_LIMIT',
      '罚款 201 元超过简易程序对公民的上限 200 元,应适用普通程序。',
      'A fine of 201 yuan exceeds 200 yuan, the most for a person in the simple procedure.',
    ]);
  });

  test('of 3,001 yuan is too much for a firm', async () => {
    expect(await attempts.refused(attempts.decide(await attempts.clue({ party: firm }), '3001'))).toEqual([
      'INVALID FINE_ABOVE_SIMPLE_LIMIT',
      '罚款 3001 元超过简易程序对法人或者其他组织的上限 3000 元,应适用普通程序。',
      'A fine of 3001 yuan exceeds 3000 yuan, the most for a firm in the simple procedure.',
    ]);
  });
});

describe('A grant', () => {
  test('that was withdrawn years ago opens no case', async () => {
    const [reason, chinese, english] = await attempts.refused(attempts.openCase({ powerItemCode: '0201001000' }));
    expect(reason).toBe('CONFLICT GRANT_NOT_ACTIVE');
    expect(chinese).toMatch(
      /^「320281104-enforcement-bureau」在 2026-11-23 不持有事项「0201001000」的有效赋权:赋权在该日未生效或已失效/,
    );
    expect(english).toMatch(
      /^On 2026-11-23 "320281104-enforcement-bureau" holds no grant in force for the item "0201001000": The grant is not in/,
    );
  });

  test('that is suspended between the opening and the decision decides none, until it is in force again', async () => {
    const row = await attempts.clue();
    const { data } = await portal.ask(
      'query ($item: ID!) { powerGrants(organization: "320281104-government", item: $item) { edges { node { id version } } } }',
      { item: stallItem },
      { as: 'establishment.office' },
    );
    const [grant] = (Object(data?.['powerGrants']) as { edges: { node: object }[] }).edges;
    const suspended = await portal.ask(
      `mutation ($id: ID!, $version: Int!) { ...Harmless }
       fragment Harmless on Mutation { me: suspendPowerGrant(id: $id, version: $version, reason: "评估") { id version } }`,
      grant?.node as never,
      { as: 'establishment.office' },
    );
    expect((await attempts.refused(attempts.decide(row, '200')))[0]).toBe('CONFLICT GRANT_NOT_ACTIVE');
    expect((await attempts.refused(attempts.openCase({})))[0]).toBe('CONFLICT GRANT_NOT_ACTIVE');

    await portal.ask(
      'mutation ($id: ID!, $version: Int!) { resumePowerGrant(id: $id, version: $version) { id } }',
      suspended.data?.['me'] as never,
      { as: 'establishment.office' },
    );
    expect((await attempts.decide(row, '200')('en')).data).toEqual({ decideOnTheSpot: { state: 'DECIDED' } });
    const audited = await portal.ask(
      '{ auditEntries(first: 100) { edges { node { staffNumber rootFields } } } }',
      {},
      { as: 'auditor' },
    );
    expect(JSON.stringify(audited.data)).toContain('{"staffNumber":"JY000050","rootFields":["suspendPowerGrant"]}');
  });
});

test('An expired certificate opens no case', async () => {
  expect(await attempts.refused(attempts.openCase({ officers: ['JY001414', 'JY000632'] }))).toEqual([
    'CONFLICT NOT_CERTIFIED',
    'JY000632 在 2026-11-23 没有有效且可执法「城市管理」的证件;最近一证 JS028100164,有效期至 2026-03-20,领域「综合执法」。',
    'On 2026-11-23 JY000632 holds no valid certificate for "城市管理"; the last one, JS028100164, runs to 2026-03-20, for "综合执法".',
  ]);
});

test('A version that a case has made stale finishes no event', async () => {
  const { id, version, eventNo } = await portal.walkTo('HANDLING');
  await attempts.clue({ eventNo });
  await portal.settle();
  const files = [await portal.photograph('enforcement.officer')];
  const finishing = attempts.asking(
    `mutation ($id: ID!, $version: Int!, $files: [ID!]!) {
       finishHandling(id: $id, version: $version, result: "已劝离。", files: $files) { state } }`,
    { id, version, files },
    'enforcement.officer',
  );
  expect(await attempts.refused(finishing)).toEqual([
    'CONFLICT STALE_VERSION',
    '记录已被他人修改:您看到的是第 6 版,现在是第 7 版。请重新读取后再办理。',
    'The record was changed by somebody else: you saw version 6, it is now 7. Read it again first.',
  ]);
  expect((await finishing('en')).errors?.[0]?.extensions.details).toEqual({ seen: 6, current: 7 });
});
