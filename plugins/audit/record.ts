import { v7 as uuid } from 'uuid';
import type { Disclosures, PersonalKind } from '../../kit/identity/personal.js';
import { Fault } from '../../kit/module/fault.js';
import type { HookedRequest, HookedResponse, HookHost } from '../../kit/module/host.js';

interface Note {
  readonly kind: PersonalKind;
  readonly subject: string;
}

const opened = new WeakMap<HookedRequest, string>();
const noted = new WeakMap<HookedRequest, Note[]>();

/**
 * Before anything runs: writes down a mutation, and makes ready to note the personal values that a stated purpose opens.
 * Fault INVALID, reason PURPOSE_UNKNOWN, for a purpose outside the county's list.
 */
export async function recordRequest(request: HookedRequest, host: HookHost): Promise<void> {
  if (request.purpose !== null && request.caller.scopes.has('pii:plain')) {
    request.disclosures = await openDisclosures(request, request.purpose, host);
  }
  if (request.kind !== 'mutation') return;
  opened.set(request, await insert(request, null, null, host));
  request.recorded = true;
}

/** After it ran, before the answer leaves: the outcome of a mutation, and every personal value that is about to leave. */
export async function recordOutcome(request: HookedRequest, response: HookedResponse, host: HookHost): Promise<void> {
  const notes = noted.get(request) ?? [];
  const id = opened.get(request);
  if (id === undefined && notes.length === 0) return;
  const outcome = outcomeOf(response);
  if (id === undefined) {
    await insert(request, notes, outcome, host, response.milliseconds);
    return;
  }
  await host.database.execute(
    'update audit.entries set outcome = ?, milliseconds = ?, disclosures = ?::jsonb where id = ?',
    [outcome, Math.round(response.milliseconds), notes.length === 0 ? null : JSON.stringify(notes), id],
  );
}

async function openDisclosures(request: HookedRequest, purpose: string, host: HookHost): Promise<Disclosures> {
  const known = await host.database.execute('select 1 from audit.purposes where code = ?', [purpose]);
  if (known.length === 0) {
    throw new Fault(
      'INVALID',
      {
        zh: `目的「${purpose}」不在本县清单内,见 purposes。`,
        en: `The purpose "${purpose}" is not on the county's list; see purposes.`,
      },
      { reason: 'PURPOSE_UNKNOWN', details: { purpose } },
    );
  }
  const notes: Note[] = [];
  noted.set(request, notes);
  return { purpose, note: (disclosure) => notes.push(disclosure) };
}

async function insert(
  request: HookedRequest,
  notes: readonly Note[] | null,
  outcome: string | null,
  host: HookHost,
  milliseconds: number | null = null,
): Promise<string> {
  const id = uuid();
  const { caller } = request;
  await host.database.execute(
    `insert into audit.entries (id, request_id, recorded_at, subject, client, staff_number, kind, operation_name,
         root_fields, document_digest, purpose, disclosures, outcome, milliseconds)
       values (?, ?, ?, ?, ?, ?, ?, ?, array(select jsonb_array_elements_text(?::jsonb)), ?, ?, ?::jsonb, ?, ?)`,
    [
      id,
      request.requestId,
      request.receivedAt.toISOString(),
      caller.subject,
      caller.client,
      caller.staffNumber,
      request.kind,
      request.operationName,
      JSON.stringify(request.rootFields),
      request.documentDigest,
      request.purpose,
      notes === null ? null : JSON.stringify(notes),
      outcome,
      milliseconds === null ? null : Math.round(milliseconds),
    ],
  );
  return id;
}

function outcomeOf({ errors }: HookedResponse): string {
  const codes = new Set(
    errors.map(({ extensions }) => String(extensions?.['reason'] ?? extensions?.['code'] ?? 'INTERNAL')),
  );
  return codes.size === 0 ? 'OK' : [...codes].sort().join(' ');
}
