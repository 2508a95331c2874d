import {
  getNamedType,
  isLeafType,
  isSpecifiedScalarType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type FloatValueNode,
  type GraphQLSchema,
  type IntValueNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { Fault } from '../../kit/module/fault.js';

// Whatever a 64-bit integer or a double may print differently: a minus zero, sixteen digits or more, an exponent.
const suspicious = /-0|\d{16}|\d[eE]/;

/**
 * Rewrites the number literals that the native planner would not print back as they were: minus zero becomes a variable
 * with a constant value, a long integer becomes a float or, where an ID is asked, a string. Raises Fault INVALID for a
 * number beyond a double's range and for an integer that a custom scalar could not get exactly.
 */
export function withExactNumbers(
  schema: GraphQLSchema,
  text: string,
): { text: string; constants: Readonly<Record<string, unknown>> } {
  if (!suspicious.test(text)) return { text, constants: {} };
  const typeInfo = new TypeInfo(schema);
  const constants: Record<string, unknown> = {};
  const definitions: VariableDefinitionNode[] = [];
  const number = (node: IntValueNode | FloatValueNode, ancestors: Ancestors): ValueNode | undefined => {
    const type = typeInfo.getInputType();
    const leaf = type && getNamedType(type);
    const exact = exactNumber(node, leaf && isLeafType(leaf) ? leaf.name : undefined, isSpecified(typeInfo));
    const isMinusZero = Object.is(Number(node.value), -0);
    if (!isMinusZero || !leaf || ancestors.some(isVariableDefinition)) return exact;
    const name = `_exact${definitions.length}`;
    constants[name] = -0;
    definitions.push(constantDefinition(name, leaf.name));
    return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
  };
  const document = visit(
    parse(text, { noLocation: true }),
    visitWithTypeInfo(typeInfo, {
      IntValue: (node, _key, parent, _path, ancestors) => number(node, [...ancestors, parent]),
      FloatValue: (node, _key, parent, _path, ancestors) => number(node, [...ancestors, parent]),
      OperationDefinition: {
        leave: (node) =>
          definitions.length === 0
            ? undefined
            : { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions] },
      },
    }),
  );
  return { text: print(document), constants };
}

type Ancestors = readonly (ASTNode | readonly ASTNode[] | undefined)[];

function isVariableDefinition(ancestor: Ancestors[number]): boolean {
  return ancestor !== undefined && 'kind' in ancestor && ancestor.kind === Kind.VARIABLE_DEFINITION;
}

function isSpecified(typeInfo: TypeInfo): boolean {
  const type = typeInfo.getInputType();
  return type != null && isSpecifiedScalarType(getNamedType(type));
}

function exactNumber(
  node: IntValueNode | FloatValueNode,
  typeName: string | undefined,
  isSpecifiedType: boolean,
): ValueNode | undefined {
  const value = Number(node.value);
  if (typeName === 'ID' && node.kind === Kind.INT) return { kind: Kind.STRING, value: node.value };
  if (!Number.isFinite(value)) throw outOfRange(node.value);
  if (node.kind === Kind.FLOAT || Number.isSafeInteger(value)) return undefined;
  if (!isSpecifiedType) throw outOfRange(node.value);
  return { kind: Kind.FLOAT, value: value.toExponential() };
}

function outOfRange(literal: string): Fault {
  const shown = literal.length > 40 ? `${literal.slice(0, 40)}…` : literal;
  return new Fault(
    'INVALID',
    {
      zh: `数值 ${shown} 超出可精确传递的范围，请改用字符串。`,
      en: `The number ${shown} is beyond what can be passed on exactly; write it as a string.`,
    },
    { reason: 'NUMBER_OUT_OF_RANGE', details: { value: shown } },
  );
}

function constantDefinition(name: string, typeName: string): VariableDefinitionNode {
  return {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: {
      kind: Kind.NON_NULL_TYPE,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    },
  };
}
