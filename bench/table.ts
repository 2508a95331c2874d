import { styleText } from 'node:util';

/** What a cell says, and whether it keeps what it must; left out where nothing is asked of it. */
export interface TableCell {
  readonly text: string;
  readonly holds?: boolean;
}

/** Lays out rows under headings; the first column to the left, figures to the right. Colour only where asked. */
export function table(headings: readonly string[], rows: readonly (readonly TableCell[])[], coloured: boolean): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.text.length ?? 0)),
  );
  const place = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column < 2 ? text.padEnd(width) : text.padStart(width);
  };
  const paint = (placed: string, holds: boolean | undefined): string =>
    coloured && holds !== undefined ? styleText(holds ? 'green' : 'red', placed, { validateStream: false }) : placed;
  const lines = rows.map((row) => row.map(({ text, holds }, column) => paint(place(text, column), holds)).join('  '));
  return [headings.map(place).join('  '), ...lines].map((line) => line.trimEnd()).join('\n');
}
