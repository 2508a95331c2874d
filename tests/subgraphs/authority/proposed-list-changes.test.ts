import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cancellation, listChanges } from './list-changes.js';
import { openOffices, type OfficePortal } from './offices.js';

// 徐霞客镇 holds this penalty.
const disputed = '0201004000';

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices();
});
afterAll(() => portal.close());

const { propose, review } = listChanges(() => portal);

describe('what may be proposed', () => {
  test('by an organisation of the county, for a list of the county, of an item that fits', async () => {
    const make = (change: object, as = 'xuxiake') =>
      portal.refusal(as, 'proposeListChange', { change: { ...cancellation, item: disputed, ...change } });
    expect(await make({}, 'citizen')).toBe('FORBIDDEN ROLE_MISSING');
    expect(await make({}, 'elsewhere')).toBe('INVALID LIST_ELSEWHERE');
    expect(await make({ list: 'nothing' })).toBe('NOT_FOUND');
    expect(await make({ item: 'nothing' })).toBe('NOT_FOUND');
    expect(await make({ kind: 'ADD', reason: 'OTHER' })).toBe('CONFLICT ENTRY_UNFIT');
    expect(await make({ item: '0202004000', kind: 'ADD' })).toBe('INVALID REASON_UNFIT');
    expect(await make({ kind: 'ADJUST', reason: 'DUTY_UNCLEAR' })).toBe('INVALID NOTHING_CHANGES');
    expect(await make({ kind: 'ADJUST', reason: 'DUTY_UNCLEAR', note: '限夜间', towns: ['320281104'] })).toBe(
      'INVALID TOWNS_UNFIT',
    );
    expect(await make({ justification: ' ' })).toBe('INVALID TEXT_LENGTH');
    expect(await make({ towns: ['320281'] })).toBe('NOT_FOUND');
    // 0201001000 left the list with version 2.
    expect(await make({ item: '0201001000' })).toBe('CONFLICT ENTRY_UNFIT');
  });

  test('a new penalty needs the province’s decision, whatever the committee thinks', async () => {
    const add = { item: '0201001000', kind: 'ADD', reason: 'HIGH_FREQUENCY_NEED', towns: null };
    const reviewing = await review(add);
    const lawful = await portal.act('justice', 'reviewListLegality', { ...reviewing, lawful: true, opinion: '合法。' });
    const approval = { ...lawful, decision: '同意。' };
    expect(await portal.refusal('committee', 'approveListChange', approval)).toBe(
      'INVALID PROVINCIAL_DECISION_MISSING',
    );
    const approved = await portal.act<object>(
      'committee',
      'approveListChange',
      { ...approval, provincialDocument: '苏政发〔2026〕30号' },
      'provincialDocument',
    );
    expect(approved).toMatchObject({ state: 'APPROVED', provincialDocument: '苏政发〔2026〕30号' });
  });

  test('a proposal is answered in writing, and withdrawn by its proposer alone', async () => {
    const submitted = await portal.act('xuxiake', 'submitListChange', { ...(await propose({ item: disputed })) });
    expect(await portal.refusal('office', 'declineListChange', { ...submitted, decision: ' ' })).toBe(
      'INVALID TEXT_LENGTH',
    );
    const declined = await portal.act<object>(
      'office',
      'declineListChange',
      { ...submitted, decision: '已有专业队伍支持。' },
      'decision',
    );
    expect(declined).toMatchObject({ state: 'REJECTED', decision: '已有专业队伍支持。' });

    const other = await portal.act('xuxiake', 'submitListChange', { ...(await propose({ item: disputed })) });
    expect(await portal.refusal('urban', 'withdrawListChange', { ...other, reason: '不必' })).toBe(
      'FORBIDDEN NOT_PROPOSER',
    );
    const withdrawn = await portal.act('xuxiake', 'withdrawListChange', { ...other, reason: '已自行解决。' });
    expect(withdrawn.state).toBe('WITHDRAWN');
    expect(await portal.refusal('office', 'acceptListChange', { ...withdrawn })).toBe('CONFLICT WRONG_STATE');
  });
});

describe('where the county’s lists state four texts of each entry (AU-05)', () => {
  const texts = {
    countyDuty: '县级部门依法查处',
    townDuty: '镇街巡查发现并劝阻',
    coordination: '指挥中心统一调度',
    procedure: '发现—上报—处置—反馈',
  };
  const add = { item: '0201001000', kind: 'ADD', reason: 'HIGH_FREQUENCY_NEED', towns: null };

  let before: Date;
  beforeAll(async () => {
    await portal.portal.database.administer((run) =>
      run(`insert into kit.county_settings values (gen_random_uuid(), '320281', 2, '2026-12-01', 'list.stated-kinds',
        'TOWN_POWER_LIST', '逐项载明', '四项内容', 'Four texts')`),
    );
    before = portal.clock.moment;
  });
  afterAll(() => {
    portal.clock.moment = before;
  });

  const make = (change: object) =>
    portal.refusal('xuxiake', 'proposeListChange', { change: { ...cancellation, ...add, ...change } });

  test('nothing comes onto such a list without them, though it did before the profile said so', async () => {
    expect((await propose(add)).state).toBe('DRAFT');
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    expect(await make({})).toBe('INVALID ENTRY_TEXTS_MISSING');
    expect(await make({ texts: { ...texts, coordination: ' ' } })).toBe('INVALID TEXT_LENGTH');
    // What leaves the list, or gets a note, needs none.
    expect((await propose({ item: disputed })).state).toBe('DRAFT');
    const noted = { item: disputed, kind: 'ADJUST', reason: 'DUTY_UNCLEAR', note: '限夜间' };
    expect((await propose(noted)).state).toBe('DRAFT');
  });

  test('the texts of a proposal are those of the entry that comes of it', async () => {
    const reviewing = await review({ ...add, texts });
    const lawful = await portal.act('justice', 'reviewListLegality', { ...reviewing, lawful: true, opinion: '合法。' });
    const approval = { ...lawful, decision: '同意。', provincialDocument: '苏政发〔2026〕30号' };
    const approved = await portal.act('committee', 'approveListChange', approval);
    const publication = { documentNumber: '澄权发〔2026〕13号', effectiveFrom: '2027-01-01' };
    await portal.act('office', 'publishListChange', { ...approved, ...publication });
    const { data } = await portal.ask(`{ powerList(code: "JY-TOWN-POWERS") {
      difference(from: "2026-12-31", to: "2027-01-01") {
        added { code texts { countyDuty townDuty coordination procedure } } removed { code } changed { code } }
      version(on: "2027-01-01") { entryCount statedCount }
    } }`);
    expect(data).toEqual({
      powerList: {
        difference: { added: [{ code: '0201001000', texts }], removed: [], changed: [] },
        version: { entryCount: 862, statedCount: 1 },
      },
    });
  });
});
