import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPortal, type TestPortal } from '../../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const member =
  'query ($number: ID!) { staffMember(number: $number) { name separated phone idNumber workingOrganization { code } } }';

test('a town’s leader reads the town’s staff, with telephone and identity number masked', async () => {
  const { data, errors } = await portal.ask(member, { number: 'JY001354' }, { as: 'town.leader' });

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    staffMember: {
      name: '姜若琳',
      separated: false,
      phone: expect.stringMatching(/^139\*\*\*\*\d{4}$/),
      idNumber: expect.stringMatching(/^999\*{11}\d{3}[\dX]$/),
      workingOrganization: { code: '320281104-government' },
    },
  });
});

test('staff of another town are not found, not forbidden', async () => {
  const stranger = await portal.ask(member, { number: 'JY001354' }, { as: 'town.leader2' });
  const nobody = await portal.ask(member, { number: 'JY999999' }, { as: 'town.leader2' });

  expect(stranger.data).toEqual({ staffMember: null });
  expect(stranger.errors?.[0]).toMatchObject({
    message: '没有键为「JY001354」的 StaffMember。',
    extensions: { code: 'NOT_FOUND' },
  });
  expect(nobody.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test('the county sees all of its staff, a town its own, a citizen none', async () => {
  const total = async (as: string) => {
    const { data, errors } = await portal.ask('{ staff { totalCount } }', {}, { as });
    return errors?.[0]?.extensions.code ?? (data as never)['staff']['totalCount'];
  };

  expect(await total('establishment.office')).toBe(6777);
  expect(await total('town.leader')).toBeLessThan(6777);
  expect(await total('citizen')).toBe('FORBIDDEN');
});

test('the staff of an organisation are answered within sight only', async () => {
  const ask = (as: string) =>
    portal.ask('{ organization(code: "320281104-government") { name staff(first: 1) { totalCount } } }', {}, { as });

  const own = await ask('town.leader');
  const stranger = await ask('town.leader2');
  const citizen = await ask('citizen');

  expect((own.data as never)['organization']['staff']['totalCount']).toBeGreaterThan(0);
  expect(stranger.data).toEqual({ organization: { name: '徐霞客镇人民政府', staff: { totalCount: 0 } } });
  expect(citizen.data).toEqual({ organization: { name: '徐霞客镇人民政府', staff: null } });
  expect(citizen.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('a nested page skips whom the caller may not see, and is not short for it', async () => {
  const other = await openPortal({
    beside: portal,
    accounts: [{ username: 'alone', roles: ['town_leader'], staffNumber: 'JY001356' }],
  });

  const { data } = await other.ask(
    '{ organization(code: "320281104-government") { staff(first: 1) { totalCount edges { node { number } } } } }',
    {},
    { as: 'alone' },
  );
  await other.close();

  expect(data).toEqual({ organization: { staff: { totalCount: 1, edges: [{ node: { number: 'JY001356' } }] } } });
});
