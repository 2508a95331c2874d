import { ForeignType } from '../../kit/module/foreign-type.js';

/** authority's organisation: the department that serves a subgraph. */
@ForeignType('code')
export class Organization {
  code!: string;
}
