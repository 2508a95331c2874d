import { type Environment, oneOf, WrongSetting } from './read-setting.js';

/** Which documents are answered, and how they may be named. */
export interface DocumentSettings {
  /** The manifest of the county's own clients; null where there is none. */
  readonly trustedFile: string | null;
  /** Whether nothing else is answered. */
  readonly onlyTrusted: boolean;
  /** Whether clients may have documents remembered by their hash. */
  readonly remembers: boolean;
}

/** Reads the settings of documents. Throws WrongSetting. */
export function documentSettings(environment: Environment): DocumentSettings {
  const trustedFile = environment['TRUSTED_DOCUMENTS'] || null;
  const onlyTrusted = oneOf(environment, 'TRUSTED_ONLY', 'no', ['yes', 'no']) === 'yes';
  if (onlyTrusted && trustedFile === null)
    throw new WrongSetting('TRUSTED_ONLY is "yes" and TRUSTED_DOCUMENTS names no manifest: nothing could be answered.');
  const remembers = oneOf(environment, 'PERSISTED_QUERIES', 'on', ['on', 'off']) === 'on';
  return Object.freeze({ trustedFile, onlyTrusted, remembers });
}
