import { v7 as uuid } from 'uuid';
import { type EventHandler, onEvent } from '../../../kit/events/declare-event.js';
import type { Context } from '../../../kit/module/context.js';
import { dayOf } from '../../../kit/time/calendar.js';
import { beginInside } from '../../../kit/workflow/move.js';
import { Organization, OrganizationKind } from '../organization.js';
import { PowerItem } from '../power-item.js';
import { townOf } from '../region.js';
import { delegatedDomains } from './delegated-domains.js';
import { LicenceOccasion, SupervisionTask } from './supervision-task.js';
import { supervisionWorkflow } from './supervision-workflow.js';

const fields = { licenceNumber: 'text', itemCode: 'text', regionCode: 'text', occurredAt: 'moment' } as const;

interface Licence {
  readonly licenceNumber: string;
  readonly itemCode: string;
  readonly regionCode: string;
  readonly occurredAt: string;
}

/** 审管联动: what was licensed is supervised by whoever holds the domain’s penalties at the place (AU-13). */
export const superviseLicences: readonly EventHandler[] = [
  onEvent(
    'LicenceGranted',
    { zh: '许可后纳入监管', en: 'what was licensed is supervised' },
    fields,
    ({ payload }, inside) => writeTasks(payload, LicenceOccasion.GRANTED, inside),
  ),
  onEvent(
    'LicenceRevoked',
    { zh: '撤销许可后核查停止经营', en: 'what lost its licence is looked into' },
    fields,
    ({ payload }, inside) => writeTasks(payload, LicenceOccasion.REVOKED, inside),
  ),
];

/** One task for each organisation; a message that comes twice, or about no item, changes nothing. */
async function writeTasks(licence: Licence, occasion: LicenceOccasion, inside: Context): Promise<void> {
  const { session } = inside;
  const item = await session.one(PowerItem, 'code', licence.itemCode);
  if (item === null) return;
  for (const organizationCode of await supervisors(inside, item, licence)) {
    const { licenceNumber, regionCode, occurredAt } = licence;
    const known = await session.many(SupervisionTask, 'licenceNumber', licenceNumber, ['id']);
    if (known.some((each) => each.occasion === occasion && each.organizationCode === organizationCode)) continue;
    const task = {
      id: uuid(),
      licenceNumber,
      itemCode: item.code,
      domain: item.domain,
      occasion,
      regionCode,
      organizationCode,
      occurredAt: new Date(occurredAt),
      doneAt: null,
      result: null,
    };
    await beginInside(supervisionWorkflow, 'openSupervision', task, inside, {});
  }
}

/** The town where it holds any of the domain’s penalties on that day; the department unless the domain is handed down whole. */
async function supervisors(inside: Context, item: PowerItem, { regionCode, occurredAt }: Licence): Promise<string[]> {
  const town = townOf(regionCode);
  const domains = town === null ? [] : await delegatedDomains(inside, town, dayOf(new Date(occurredAt)));
  const domain = domains.find((each) => each.domain === item.domain);
  const here = town === null ? [] : await inside.session.many(Organization, 'regionCode', town, ['code']);
  const government = here.find(({ kind }) => kind === OrganizationKind.TOWN_GOVERNMENT);
  const byTown = government && domain && domain.granted > 0 ? [government.code] : [];
  return byTown.length > 0 && domain?.full ? byTown : [...byTown, item.sourceOrganizationCode];
}
