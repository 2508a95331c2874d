import ts from 'typescript';

/** A way to be wrong at one node. */
export interface Change {
  readonly operator: string;
  /** What is replaced, when it is not the whole node. */
  readonly of?: { readonly start: number; readonly end: number };
  readonly by: string;
}

const swaps: Readonly<Record<string, readonly [operator: string, by: string]>> = {
  '===': ['equality', '!=='],
  '!==': ['equality', '==='],
  '==': ['equality', '!='],
  '!=': ['equality', '=='],
  '<': ['comparison', '<='],
  '<=': ['comparison', '<'],
  '>': ['comparison', '>='],
  '>=': ['comparison', '>'],
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '+=': ['arithmetic', '-='],
  '-=': ['arithmetic', '+='],
};

const otherMethods: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };

/** Every way of being wrong at a node that a reviewer might overlook; the compiler has yet to accept it. */
export function changesAt(node: ts.Node, checker: ts.TypeChecker): Change[] {
  return [...ofExpression(node), ...ofStatement(node, checker), ...ofLiteral(node)];
}

function ofExpression(node: ts.Node): Change[] {
  if (ts.isBinaryExpression(node)) return ofBinary(node);
  if (ts.isConditionalExpression(node)) return negated(node.condition);
  if (ts.isPropertyAccessExpression(node)) return ofAccess(node);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [{ operator: 'not', by: node.operand.getText() }];
  if ((ts.isElementAccessExpression(node) || ts.isCallExpression(node)) && node.questionDotToken) {
    const { questionDotToken: dot } = node;
    return [{ operator: 'optional chain', of: { start: dot.getStart(), end: dot.end }, by: '' }];
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && !node.questionDotToken) {
    const { name, expression } = node.expression;
    if (name.text === 'filter') return [{ operator: 'filter', by: expression.getText() }];
  }
  if (ts.isSpreadElement(node) || ts.isSpreadAssignment(node))
    return [{ operator: 'spread', of: withComma(node), by: '' }];
  return [];
}

function ofBinary({ operatorToken: token, left, right }: ts.BinaryExpression): Change[] {
  if (token.kind === ts.SyntaxKind.QuestionQuestionToken)
    return [{ operator: 'fallback', of: { start: left.end, end: right.end }, by: '' }];
  const swap = swaps[token.getText()];
  return swap ? [{ operator: swap[0], of: { start: token.getStart(), end: token.end }, by: swap[1] }] : [];
}

function ofAccess(node: ts.PropertyAccessExpression): Change[] {
  const { questionDotToken: dot, name, parent } = node;
  const other = otherMethods[name.text];
  const isCalled = ts.isCallExpression(parent) && parent.expression === node;
  return [
    ...(dot ? [{ operator: 'optional chain', of: { start: dot.getStart(), end: dot.end }, by: '.' }] : []),
    ...(other && isCalled ? [{ operator: 'method', of: { start: name.getStart(), end: name.end }, by: other }] : []),
  ];
}

function ofStatement(node: ts.Node, checker: ts.TypeChecker): Change[] {
  if (ts.isIfStatement(node))
    return [...negated(node.expression), ...(node.elseStatement ? [] : [{ operator: 'no statement', by: ';' }])];
  if (ts.isWhileStatement(node)) return negated(node.expression);
  if (ts.isExpressionStatement(node)) return [{ operator: 'no statement', by: ';' }];
  if (ts.isThrowStatement(node) || ts.isContinueStatement(node) || ts.isBreakStatement(node))
    return [{ operator: 'no statement', by: ';' }];
  if (ts.isReturnStatement(node) && node.expression) return otherResults(node.expression, checker);
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return otherResults(node.body, checker);
  if (
    ts.isFunctionLike(node) &&
    'body' in node &&
    node.body &&
    ts.isBlock(node.body) &&
    node.body.statements.length > 0
  )
    return [{ operator: 'early return', of: { start: node.body.getStart(), end: node.body.end }, by: '{}' }];
  return [];
}

/** Of a literal: the other truth, the next number, nothing between the brackets or quotes. */
function ofLiteral(node: ts.Node): Change[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ operator: 'literal', by: 'false' }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ operator: 'literal', by: 'true' }];
  if (ts.isNumericLiteral(node)) return [{ operator: 'number', by: node.text === '1' ? '0' : `(${node.text} + 1)` }];
  if (ts.isStringLiteral(node) && node.text !== '') return [{ operator: 'string', by: "''" }];
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return [{ operator: 'literal', by: '[]' }];
  return [];
}

/** Comparisons are swapped, and what begins with `!` loses it; the rest is negated here. */
function negated(condition: ts.Expression): Change[] {
  if (ts.isBinaryExpression(condition) || ts.isPrefixUnaryExpression(condition)) return [];
  const of = { start: condition.getStart(), end: condition.end };
  return [{ operator: 'condition', of, by: `!(${condition.getText()})` }];
}

/** What else of the same type a function might have answered. */
function otherResults(expression: ts.Expression, checker: ts.TypeChecker): Change[] {
  const of = { start: expression.getStart(), end: expression.end };
  const change = (by: string): Change => ({ operator: 'result', of, by });
  const type = checker.getTypeAtLocation(expression);
  const members = type.isUnion() ? type.types : [type];
  const has = (flags: ts.TypeFlags) => members.some((member) => (member.flags & flags) !== 0);
  const isLiteral = ts.isLiteralExpression(expression) || expression.kind === ts.SyntaxKind.NullKeyword;
  const isTruth = ts.isBinaryExpression(expression) || ts.isPrefixUnaryExpression(expression);
  const changes: Change[] = [];
  if (!isLiteral && has(ts.TypeFlags.StringLike)) changes.push(change("''"));
  if (members.some((member) => checker.isArrayType(member)) && !ts.isArrayLiteralExpression(expression))
    changes.push(change('[]'));
  if (!isLiteral && has(ts.TypeFlags.Null)) changes.push(change('null'));
  if (!ts.isIdentifier(expression) && has(ts.TypeFlags.Undefined)) changes.push(change('undefined'));
  if (members.every((member) => (member.flags & ts.TypeFlags.BooleanLike) !== 0) && !isTruth && !isFixed(expression))
    changes.push(change(`!(${expression.getText()})`));
  return changes;
}

function isFixed({ kind }: ts.Expression): boolean {
  return kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
}

function withComma(node: ts.Node): { start: number; end: number } {
  const rest = node.getSourceFile().text.slice(node.end);
  return { start: node.getStart(), end: node.end + (/^\s*,/.exec(rest)?.[0].length ?? 0) };
}
