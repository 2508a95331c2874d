/*
 * Whether it pays to look for equal references at a place: in a list of things each is another, in what they refer to many are
 * the same. Assumes that later answers are like those before; every now and then that is tried again.
 */

/** References seen before it is decided, and after which half of what was seen is forgotten. */
const enough = 200;
const many = 2_000;
/** References passed over before it is tried again. */
const mostPassed = 20_000;
/** Of so many references one has to be equal to another. */
const rarest = 8;

/** What was seen at one place, over all answers. */
export class Repetition {
  #seen = 0;
  #equal = 0;
  #passed = 0;

  /** Whether equal references should be looked for, as far as is known. */
  isWorthLooking(): boolean {
    if (this.#seen < enough || this.#equal * rarest >= this.#seen) return true;
    this.#passed += 1;
    if (this.#passed < mostPassed) return false;
    this.#passed = 0;
    this.#seen = 0;
    this.#equal = 0;
    return true;
  }

  saw(isEqual: boolean): void {
    this.#seen += 1;
    if (isEqual) this.#equal += 1;
    if (this.#seen < many) return;
    this.#seen >>= 1;
    this.#equal >>= 1;
  }
}
