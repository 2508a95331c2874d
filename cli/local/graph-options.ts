import type { Option } from '../command.js';
import { portalOption } from '../portal/which-portal.js';

/** The options by which a graph is named. */
export const graphOptions: Readonly<Record<'portal' | 'supergraph', Option>> = {
  ...portalOption,
  supergraph: {
    value: 'FILE',
    says: { zh: '以文件中的总图代替门户的', en: 'a supergraph of a file in the place of the portal’s' },
  },
};
