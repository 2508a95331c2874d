import ts from 'typescript';

/** A part of a file that begins to run as a whole or not at all; of two that overlap the inner one comes later. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Text to put in, and the stretches of a probed file by their numbers. */
interface Probes {
  readonly stretches: Stretch[];
  readonly openings: { readonly at: number; readonly text: string }[];
  readonly closings: { readonly at: number; readonly text: string }[];
}

/** The file with a note of each stretch that it reaches, once a life, in the file `notes`: `FILE NUMBER`, a line each. */
export function probed(source: ts.SourceFile, file: string, notes: string): { text: string; stretches: Stretch[] } {
  const probes: Probes = { stretches: [{ start: 0, end: source.end }], openings: [], closings: [] };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (isSometimesEvaluated(node)) wrap(probes, node, '(', ',(', '))');
    else if (ts.isStatement(node) && !ts.isBlock(node)) probeStatement(probes, node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return { text: prelude(file, notes) + inserted(source.text, probes), stretches: probes.stretches };
}

/** The number of the innermost stretch around a place. */
export function stretchAt(stretches: readonly Stretch[], place: number): number {
  return stretches.findLastIndex(({ start, end }) => start <= place && place < end);
}

function probeStatement(probes: Probes, node: ts.Statement): void {
  const { parent } = node;
  if (ts.isSourceFile(parent) || ts.isLabeledStatement(parent)) return;
  if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) wrap(probes, node, '', ';', '');
  else wrap(probes, node, '{', ';', '}');
}

function wrap(probes: Probes, node: ts.Node, before: string, after: string, end: string): void {
  const [start, number] = [node.getStart(), probes.stretches.length];
  probes.stretches.push({ start, end: node.end });
  probes.openings.push({ at: start, text: `${before}__reached(${number})${after}` });
  probes.closings.push({ at: node.end, text: end });
}

function inserted(text: string, { openings, closings }: Probes): string {
  // The outer of two stretches was met first: it opens first and closes last.
  const pieces = [...[...closings].reverse(), ...openings].sort((one, other) => one.at - other.at);
  let [result, from] = ['', 0];
  for (const { at, text: piece } of pieces) {
    result += text.slice(from, at) + piece;
    from = at;
  }
  return result + text.slice(from);
}

function prelude(file: string, notes: string): string {
  const note = `__append(${JSON.stringify(notes)}, ${JSON.stringify(`${file} `)} + at + '\\n')`;
  return (
    `import { appendFileSync as __append } from 'node:fs';const __seen = new Set();` +
    `function __reached(at) { if (!__seen.has(at)) { __seen.add(at); ${note}; } }__reached(0);`
  );
}

function isSometimesEvaluated(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return node === parent.body && !ts.isBlock(node);
  if (ts.isConditionalExpression(parent)) return node === parent.whenTrue || node === parent.whenFalse;
  if (!ts.isBinaryExpression(parent) || node !== parent.right) return false;
  const lazy = [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
  return lazy.includes(parent.operatorToken.kind);
}
