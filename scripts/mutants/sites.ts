import ts from 'typescript';
import { shortened, type Mutant } from './mutant.js';
import { changesAt } from './operators.js';

/** Every mutant of a file, by the order of their places. Types, words for people and what is logged stay as they are. */
export function mutantsOf(source: ts.SourceFile, file: string, checker: ts.TypeChecker): Mutant[] {
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (isOutside(node)) return;
    for (const { operator, of, by } of changesAt(node, checker)) {
      const { start, end } = of ?? { start: node.getStart(source), end: node.end };
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      const place = { file, start, end, line: line + 1, column: character + 1 };
      mutants.push({ ...place, operator, replacement: by, original: shortened(source.text.slice(start, end)) });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return mutants;
}

function isOutside(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isPropertyAssignment(node) && /^(zh|en|message|description)$/.test(node.name.getText())) return true;
  if (ts.isExpressionStatement(node)) return isSpoken(node.expression);
  if (ts.isCallExpression(node)) return isSpoken(node);
  if (ts.isNewExpression(node)) return /^(Type|Range)?Error$/.test(node.expression.getText());
  return ts.isStringLiteral(node) && /\s|[^\x20-\x7e]/.test(node.text);
}

/** Whether a call only tells somebody something. */
function isSpoken(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression.getText();
  return /(\blog|\bconsole)\.\w+$|(^|\.)#?log\??\.\w+$|^(progress|report|invariant)$/.test(called);
}
