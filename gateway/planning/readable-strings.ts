import { parse, print } from 'graphql';

// A string of either kind, as `print` writes it.
const strings = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\])*"/g;

/**
 * The same operation with every backspace written `\u0008`: the native planner reads GraphQL's `\b` as another
 * character.
 */
export function withReadableStrings(text: string): string {
  if (!text.includes('\\b')) return text;
  return print(parse(text, { noLocation: true })).replace(strings, (literal) =>
    literal.startsWith('"""') ? literal : literal.replace(/\\./g, (escape) => (escape === '\\b' ? '\\u0008' : escape)),
  );
}
