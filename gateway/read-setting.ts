import { createPrivateKey, type KeyObject } from 'node:crypto';

/** What the process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be used; the message is for the person who started the portal. */
export class WrongSetting extends Error {}

/** Reads a whole number. Throws WrongSetting for one beyond its bounds. */
export function integer(
  environment: Environment,
  name: string,
  otherwise: number,
  smallest: number,
  largest: number,
): number {
  const given = environment[name];
  if (given === undefined || given === '') return otherwise;
  const value = Number(given);
  if (!Number.isInteger(value) || value < smallest || value > largest) {
    throw new WrongSetting(`${name} is "${given}"; it must be a whole number from ${smallest} to ${largest}.`);
  }
  return value;
}

/** Reads one of some words. Throws WrongSetting for another. */
export function oneOf<Choice extends string>(
  environment: Environment,
  name: string,
  otherwise: Choice,
  allowed: readonly Choice[],
): Choice {
  const given = environment[name] ?? otherwise;
  const choice = allowed.find((each) => each === given);
  if (choice === undefined) throw new WrongSetting(`${name} is "${given}"; it must be one of ${allowed.join(', ')}.`);
  return choice;
}

/** Reads names that commas separate; what is empty between two of them is no name. */
export function names(environment: Environment, name: string): string[] {
  return (environment[name] ?? '').split(',').flatMap((part) => part.trim() || []);
}

/** Makes sure that a value is an address of one of these protocols. Throws WrongSetting. */
export function address(name: string, value: string, protocols: readonly string[]): string {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (!parsed || !protocols.includes(parsed.protocol)) {
    // The value may hold a password, so it is not repeated.
    throw new WrongSetting(
      `${name} is not an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`,
    );
  }
  return value;
}

/** Reads the PEM of an Ed25519 private key, which may stand on one line; null where it is not set. Throws WrongSetting. */
export function privateKey(environment: Environment, name: string): KeyObject | null {
  const pem = environment[name] ?? '';
  if (pem === '') return null;
  // The value is a secret, so it is not repeated.
  const wrong = `${name} is not the PEM of an unencrypted Ed25519 private key.`;
  let key: KeyObject;
  try {
    key = createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch (cause) {
    throw new WrongSetting(wrong, { cause });
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new WrongSetting(wrong);
  return key;
}
