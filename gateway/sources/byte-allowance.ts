/** Bytes that may be held at a time: many answers, each within its limit, could still take all memory. */
export class ByteAllowance {
  readonly most: number;
  #taken = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Takes bytes, where there are so many left. */
  take(bytes: number): boolean {
    if (this.#taken + bytes > this.most) return false;
    this.#taken += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#taken -= bytes;
  }
}
