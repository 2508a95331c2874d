import { getNamedType, isObjectType } from 'graphql';
import { builtOf } from './modules.js';
import { type AnyField, fieldsOf } from './operations.js';
import { openPortal, type PortalSettings, type TestPortal } from './portal.js';

/** A row that a verb answers, with what the tests look at. */
export interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

type Arguments = Readonly<Record<string, unknown>>;

/** A portal on which people do the verbs of one module, whose arguments are read from its schema. */
export interface VerbPortal extends TestPortal {
  /** Does a verb that is to succeed, and answers its row; a row among the arguments stands for its id and version. */
  act<T extends object = Seen>(as: string, verb: string, given: Arguments, selection?: string): Promise<T & Seen>;
  /** Does a verb that is to be refused, and answers `CODE REASON`. */
  refusal(as: string | undefined, verb: string, given: Arguments): Promise<string>;
  /** The same with the sentence of the refusal. */
  sentence(as: string, verb: string, given: Arguments): Promise<string>;
  /** Asks a query that is to be answered without an error, and answers its data. */
  look<T>(as: string | undefined, query: string, variables?: Arguments): Promise<T>;
  /** Moves the clock and runs what is due. */
  passTo(moment: string): Promise<void>;
}

/** Opens a portal for tests of a module's verbs. Close it when done. */
export async function openVerbs(module: string, settings: PortalSettings = {}): Promise<VerbPortal> {
  return verbsOn(module, await openPortal(settings));
}

/** The verbs of a module on a portal that is open already. */
export function verbsOn(module: string, portal: TestPortal): VerbPortal {
  const fields = fieldsOf(builtOf(module).schema.getMutationType());
  const tryTo = (as: string | undefined, verb: string, given: Arguments, selection: string) => {
    const field = fields.find(({ name }) => name === verb);
    if (!field) throw new Error(`${verb} is no verb of ${module}.`);
    const used = field.args.filter(({ name }) => name in given);
    const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
    const query = `mutation (${declared}) { done: ${verb}(${passed}) { id version ${stateIn(field)} ${selection} } }`;
    const variables = Object.fromEntries(used.map(({ name }) => [name, given[name]]));
    return portal.ask(query, variables, as === undefined ? {} : { as });
  };
  const refused = async (as: string | undefined, verb: string, given: Arguments) => {
    const { errors } = await tryTo(as, verb, given, '');
    const [error] = errors ?? [];
    if (!error) throw new Error(`${verb} by ${as ?? 'nobody'} was not refused.`);
    return error;
  };
  return {
    ...portal,
    act: async <T extends object>(as: string, verb: string, given: Arguments, selection = '') => {
      const { data, errors } = await tryTo(as, verb, given, selection);
      const done = data?.['done'] as (T & Seen) | null | undefined;
      if (done) return done;
      throw new Error(
        `${verb} by ${as}: ${errors?.map(({ message, extensions }) => `${extensions.reason ?? ''} ${message}`).join(' ')}`,
      );
    },
    refusal: async (as, verb, given) => {
      const { extensions } = await refused(as, verb, given);
      return `${extensions.code} ${extensions.reason ?? ''}`.trim();
    },
    sentence: async (as, verb, given) => (await refused(as, verb, given)).message,
    look: async <T>(as: string | undefined, query: string, variables: Arguments = {}) => {
      const { data, errors } = await portal.ask(query, variables, as === undefined ? {} : { as });
      if (errors) throw new Error(errors.map(({ message }) => message).join(' '));
      return data as T;
    },
    passTo: async (moment) => {
      portal.clock.moment = new Date(moment);
      await portal.settle();
    },
  };
}

function stateIn({ type }: AnyField): string {
  const answered = getNamedType(type);
  return isObjectType(answered) && 'state' in answered.getFields() ? 'state' : '';
}
