/** Bytes that a chunk's own line, or a line of the trailer, may have. */
const longestLine = 4_096;
const lineEnd = Buffer.from('\r\n');

type Awaited = 'size' | 'bytes' | 'end of chunk' | 'trailer' | 'nothing';

/** Takes the chunks of a body apart (RFC 9112, 7.1) as they come in, in whatever pieces. */
export class ChunkReader {
  #awaited: Awaited = 'size';
  #left = 0;
  #line: Buffer = Buffer.alloc(0);

  /**
   * Gives every stretch of the body to `take`. Answers how many of the bytes belong to the body; −1 for what is no chunked
   * body. `isWhole` says when the last one has come.
   */
  read(bytes: Buffer, take: (piece: Buffer) => void): number {
    let at = 0;
    while (at < bytes.length && this.#awaited !== 'nothing') {
      if (this.#awaited === 'bytes') {
        const piece = bytes.subarray(at, at + this.#left);
        take(piece);
        at += piece.length;
        this.#left -= piece.length;
        if (this.#left === 0) this.#awaited = 'end of chunk';
        continue;
      }
      const read = this.#readLine(bytes.subarray(at));
      if (read < 0) return -1;
      at += read;
    }
    return at;
  }

  get isWhole(): boolean {
    return this.#awaited === 'nothing';
  }

  // A line may come in pieces; −1 for one that is too long or means nothing.
  #readLine(bytes: Buffer): number {
    const joined = this.#line.length === 0 ? bytes : Buffer.concat([this.#line, bytes]);
    const end = joined.indexOf(lineEnd);
    if (end > longestLine || (end < 0 && joined.length > longestLine)) return -1;
    if (end < 0) {
      this.#line = Buffer.from(joined);
      return bytes.length;
    }
    const read = end + lineEnd.length - this.#line.length;
    this.#line = Buffer.alloc(0);
    return this.#understand(joined.toString('latin1', 0, end)) ? read : -1;
  }

  #understand(line: string): boolean {
    if (this.#awaited === 'end of chunk') {
      this.#awaited = 'size';
      return line === '';
    }
    if (this.#awaited === 'trailer') {
      if (line === '') this.#awaited = 'nothing';
      return true;
    }
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) return false;
    this.#left = Number.parseInt(size, 16);
    this.#awaited = this.#left === 0 ? 'trailer' : 'bytes';
    return true;
  }
}
