import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { onboardSpoiled } from '../../support/spoiled-sheet.js';
import { openOffices, officials, type OfficePortal } from './offices.js';

const [land, justice, water] = ['land', 'justice', 'water'].map((name) => `320281104-${name}-station`);
const county = ['320281'];

let portal: OfficePortal;
beforeAll(async () => {
  portal = await openOffices({
    accounts: [
      ...officials,
      { username: 'land', roles: ['department_handler'], regions: county, organizations: ['320281-natural-resources'] },
      { username: 'water', roles: ['department_handler'], regions: county, organizations: ['320281-water'] },
    ],
  });
});
afterAll(() => portal.close());

interface Agency {
  readonly id: string;
  readonly version: number;
  readonly managementMode: string;
}

async function agency(code: string | undefined, selection = ''): Promise<Agency> {
  const { data, errors } = await portal.ask(
    `query ($code: ID!) { organization(code: $code) { id version managementMode ${selection} } }`,
    { code },
    { as: 'office' },
  );
  expect(errors).toBeUndefined();
  return Object(data?.['organization']) as Agency;
}

async function change(code: string | undefined, mode: string, as = 'office'): Promise<string> {
  const { id, version } = await agency(code);
  const { data, errors } = await portal.ask(
    `mutation ($id: ID!, $version: Int!, $mode: ManagementMode!) {
       changeManagementMode(id: $id, version: $version, mode: $mode) { managementMode } }`,
    { id, version, mode },
    { as },
  );
  const refusal = errors?.[0]?.extensions;
  if (refusal) return `${refusal.code} ${refusal.reason ?? ''}`.trim();
  return (Object(data?.['changeManagementMode']) as Agency).managementMode;
}

const people = `parent { code } department { code } appraisedBy { code } staff(first: 20) {
  edges { node { number stationed establishmentOrganization { code } } } }`;

describe('an agency goes from its department to its town', () => {
  test('as a whole unit: its place in the county, and everybody’s post', async () => {
    const posts = (organization: string, stationed: boolean) => ({
      edges: ['JY001441', 'JY001442', 'JY001443'].map((number) => ({
        node: { number, stationed, establishmentOrganization: { code: organization } },
      })),
    });
    expect(await agency(land, people)).toMatchObject({
      managementMode: 'DUAL',
      parent: { code: '320281-natural-resources' },
      department: { code: '320281-natural-resources' },
      staff: posts('320281-natural-resources', true),
    });
    expect(await change(land, 'TERRITORIAL', 'xuxiake')).toBe('FORBIDDEN ROLE_MISSING');
    expect(await change(land, 'TERRITORIAL', 'elsewhere')).toBe('FORBIDDEN OUTSIDE_TERRITORY');
    expect(await change(land, 'TERRITORIAL')).toBe('TERRITORIAL');
    expect(await agency(land, people)).toMatchObject({
      managementMode: 'TERRITORIAL',
      parent: { code: '320281104-government' },
      department: { code: '320281-natural-resources' },
      appraisedBy: { code: '320281104-government' },
      staff: posts('320281104-land-station', false),
    });
  });

  test('step by step, and not those that are to stay stationed', async () => {
    expect(await change(justice, 'TERRITORIAL')).toBe('CONFLICT MODE_ORDER');
    expect(await change(justice, 'DUAL')).toBe('DUAL');
    expect(await change(justice, 'VERTICAL')).toBe('CONFLICT MODE_ORDER');
    // 公检法司、市场监管: 司法所 stays, though the town appraises its people.
    expect(await change(justice, 'TERRITORIAL')).toBe('CONFLICT AGENCY_STAYS_STATIONED');
    expect(await agency(justice, people)).toMatchObject({
      managementMode: 'DUAL',
      parent: { code: '320281-justice' },
      appraisedBy: { code: '320281104-government' },
    });
    expect(await change('320281104-command-centre', 'DUAL')).toBe('CONFLICT NOT_AN_AGENCY');
    expect(await agency('320281104-command-centre', 'appraisedBy { code }')).toMatchObject({ appraisedBy: null });
  });

  test('as its county says: one that does not name 司法 lets it go', async () => {
    await portal.portal.database.administer((run) =>
      run(`insert into kit.county_settings values (gen_random_uuid(), '320281', 2, '2026-12-01', 'agency.stationed',
        'public-security、procuratorate、court、market-regulation', '公检法、市场监管', '派驻', 'Stationed')`),
    );
    const before = portal.clock.moment;
    portal.clock.moment = new Date('2026-12-01T02:00:00Z');
    expect(await change(justice, 'TERRITORIAL')).toBe('TERRITORIAL');
    portal.clock.moment = before;
  });
});

describe('the head of an agency', () => {
  const grounds = '熟悉业务。';

  test('of a territorial one changes on the town’s proposal alone', async () => {
    const wish = { agency: water, person: 'JY001445', grounds };
    expect(await portal.refusal('water', 'beginAgencyHead', wish)).toBe('CONFLICT TOWN_PROPOSAL_MISSING');
    expect(await portal.refusal('water', 'proposeAgencyHead', wish)).toBe('FORBIDDEN ROLE_MISSING');
    expect(await portal.refusal('chengjiang', 'proposeAgencyHead', { ...wish, person: null })).toBe(
      'FORBIDDEN NOT_TOWN_OF_AGENCY',
    );
    const proposed = await portal.act('xuxiake', 'proposeAgencyHead', wish);
    expect(proposed.state).toBe('PROPOSED');
    expect(await agency(water, 'head { number }')).toMatchObject({ head: null });
    expect(await portal.refusal('land', 'appointAgencyHead', { ...proposed, decision: '同意。' })).toBe(
      'FORBIDDEN NOT_DEPARTMENT_OF_AGENCY',
    );
    const appointed = await portal.act<object>(
      'water',
      'appointAgencyHead',
      { ...proposed, decision: '同意任命。' },
      'proposedByTown decision person { number } agency { code }',
    );
    expect(appointed).toMatchObject({
      state: 'APPOINTED',
      proposedByTown: true,
      decision: '同意任命。',
      person: { number: 'JY001445' },
      agency: { code: water },
    });
    expect(await agency(water, 'head { number }')).toMatchObject({ head: { number: 'JY001445' } });
    const dismissal = await portal.act('xuxiake', 'proposeAgencyHead', { agency: water, grounds: '另有任用。' });
    await portal.act('water', 'appointAgencyHead', { ...dismissal, decision: '同意免职。' });
    expect(await agency(water, 'head { number }')).toMatchObject({ head: null });
  });

  test('of a stationed one changes when the town was heard, or kept silent for ten working days', async () => {
    const wish = { agency: '320281104-market-station', grounds };
    const begun = await portal.act('market', 'beginAgencyHead', wish);
    expect(begun.state).toBe('HEARING');
    expect(await portal.refusal('market', 'appointAgencyHead', { ...begun, decision: '任命。' })).toBe(
      'CONFLICT WRONG_STATE',
    );
    const opinion = { ...begun, agrees: false, opinion: '建议暂缓。' };
    expect(await portal.refusal('market', 'opineAgencyHead', opinion)).toBe('FORBIDDEN ROLE_MISSING');
    const heard = await portal.act<object>('xuxiake', 'opineAgencyHead', opinion, 'agrees opinion');
    expect(heard).toMatchObject({ state: 'HEARD', agrees: false, opinion: '建议暂缓。' });
    const declined = await portal.act('market', 'declineAgencyHead', { ...heard, decision: '采纳镇意见。' });
    expect(declined.state).toBe('DECLINED');

    const silent = await portal.act('market', 'beginAgencyHead', wish);
    const before = portal.clock.moment;
    const read = async () =>
      (
        await portal.ask(
          'query ($id: ID!) { headAppointment(id: $id) { state version opinion } }',
          { id: silent.id },
          { as: 'office' },
        )
      ).data?.['headAppointment'];
    await portal.passTo('2026-12-04T15:59:00Z');
    expect(await read()).toMatchObject({ state: 'HEARING' });
    await portal.passTo('2026-12-04T16:00:00Z');
    expect(await read()).toMatchObject({ state: 'HEARD', opinion: null });
    portal.clock.moment = before;
  });

  test('whom the department began to change while it was stationed needs the town’s proposal once it is not', async () => {
    const code = '320281001-land-station';
    const begun = await portal.act('land', 'beginAgencyHead', { agency: code, grounds });
    const heard = await portal.act('chengjiang', 'opineAgencyHead', { ...begun, agrees: true, opinion: '同意。' });
    expect(await change(code, 'TERRITORIAL')).toBe('TERRITORIAL');
    expect(await portal.refusal('land', 'appointAgencyHead', { ...heard, decision: '任命。' })).toBe(
      'CONFLICT TOWN_PROPOSAL_MISSING',
    );
  });

  test('is that of an agency in a town, and somebody whom the proposer knows', async () => {
    const propose = (wish: object) =>
      portal.refusal('xuxiake', 'proposeAgencyHead', { agency: water, person: 'JY001445', grounds, ...wish });
    expect(await propose({ agency: 'nothing' })).toBe('NOT_FOUND');
    expect(await propose({ agency: '320281104-party-office' })).toBe('CONFLICT NOT_AN_AGENCY');
    expect(await propose({ person: 'JY999999' })).toBe('NOT_FOUND');
    expect(await propose({ grounds: ' ' })).toBe('INVALID TEXT_LENGTH');
  });
});

test('an agency that stands in no town stays: no government takes it over', async () => {
  const [department, agencyLine] = [
    '320281-water,江阴市水利局',
    '320281-river-station,江阴市河道管理站,河道管理站,STATION_AGENCY,320281,320281-water,,DUAL,,ours',
  ];
  const replacements = { [department]: `${agencyLine}\n${department}` };
  expect((await onboardSpoiled(portal, 'organizations.csv', replacements)).refusals).toEqual([]);
  expect(await change('320281-river-station', 'TERRITORIAL')).toBe('CONFLICT AGENCY_WITHOUT_TOWN');
  expect(await agency('320281-river-station', 'parent { code }')).toMatchObject({
    managementMode: 'DUAL',
    parent: { code: '320281-water' },
  });
});
