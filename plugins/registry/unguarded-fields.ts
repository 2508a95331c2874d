import type { Bilingual } from '../../kit/module/fault.js';
import { personalNames } from './personal-names.js';
import { has, typesOf } from './read-schema.js';

/** A field that looks personal and that everybody may read. */
export interface UnguardedField {
  readonly coordinate: string;
  readonly kind: Bilingual;
}

const guards = ['authenticated', 'requiresScopes', 'policy', 'inaccessible', 'pii'] as const;

/** Whether a schema lets some callers read less than others, so that its service has to know who asks. */
export function hasGuards(sdl: string): boolean {
  const byCaller = ['authenticated', 'requiresScopes', 'policy'] as const;
  return [...typesOf(sdl).values()].some(
    ({ directives, fields }) =>
      has(directives, ...byCaller) || fields.some((field) => has(field.directives, ...byCaller)),
  );
}

/** The fields of a schema whose names look personal, and that neither they nor their types guard. */
export function unguardedFields(sdl: string): UnguardedField[] {
  return [...typesOf(sdl).values()]
    .filter(({ directives }) => !has(directives, ...guards))
    .flatMap(({ name, own }) =>
      own.flatMap((field) => {
        const looks = personalNames.find(({ names }) => names.test(field.name.value));
        if (!looks || has(field.directives, ...guards)) return [];
        return [{ coordinate: `${name}.${field.name.value}`, kind: looks.kind }];
      }),
    );
}
