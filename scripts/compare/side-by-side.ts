/** The least width, in columns, at which two texts stand side by side. */
const enough = 120;

/** Two titled texts: in two columns where the terminal has 120, one after the other where it has fewer. */
export function sideBySide(left: Titled, right: Titled, width: number): string {
  if (width < enough) return [left, right].map(({ title, text }) => `${title}\n${text}\n`).join('\n');
  const column = Math.floor((width - 3) / 2);
  const rows = [left, right].map(({ title, text }) => [title, ...text.split('\n')].flatMap((row) => cut(row, column)));
  const [one = [], other = []] = rows;
  const height = Math.max(one.length, other.length);
  return Array.from({ length: height }, (_, index) =>
    `${padded(one[index] ?? '', column)} │ ${other[index] ?? ''}`.trimEnd(),
  ).join('\n');
}

export interface Titled {
  readonly title: string;
  readonly text: string;
}

function cut(row: string, column: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of row) {
    if (widthOf(piece) + widthOf(letter) > column) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

function padded(row: string, column: number): string {
  return row + ' '.repeat(column - widthOf(row));
}

// Chinese characters take two columns of a terminal.
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(letter) ? 2 : 1;
  return width;
}
