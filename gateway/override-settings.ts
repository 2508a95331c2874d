import { type Environment, names, WrongSetting } from './read-setting.js';

/** Reads the labels of `@override(label:)` that are in force. Throws WrongSetting. */
export function overrideSettings(environment: Environment): ReadonlySet<string> {
  const labels = names(environment, 'OVERRIDE_LABELS');
  // What Federation allows as a label; a percentage is drawn for request by request and cannot be set.
  const wrong = labels.find((label) => !/^[A-Za-z][\w./:-]*$/.test(label));
  if (wrong !== undefined) {
    throw new WrongSetting(
      `OVERRIDE_LABELS names "${wrong}"; a label begins with a letter, then come letters, digits and _ - : . / only.`,
    );
  }
  return new Set(labels);
}
