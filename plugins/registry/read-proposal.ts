import { type StandingSubgraph, type Touch, touchesOf } from './touched-types.js';
import { hasGuards, type UnguardedField, unguardedFields } from './unguarded-fields.js';

/** What a schema itself says that a check looks at. */
export interface ReadProposal {
  /** Whether it lets some callers read less than others. */
  readonly isGuarded: boolean;
  readonly unguarded: readonly UnguardedField[];
  readonly touches: readonly Touch[];
}

/** Reads a schema beside those that stand in the graph. */
export function readProposal(sdl: string, standing: readonly StandingSubgraph[]): ReadProposal {
  return { isGuarded: hasGuards(sdl), unguarded: unguardedFields(sdl), touches: touchesOf(sdl, standing) };
}
