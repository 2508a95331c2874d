import { type DefinitionNode, type DocumentNode, Kind, TokenKind } from 'graphql';
import { Parser } from 'graphql/language/parser.js';
import { Turns } from '../turns.js';

/** Parses a large document definition by definition, so that requests go on meanwhile. Throws what `parse` throws. */
export async function parseInTurns(text: string): Promise<DocumentNode> {
  const turns = new Turns();
  const parser = new Parser(text, { noLocation: true });
  const definitions: DefinitionNode[] = [];
  parser.expectToken(TokenKind.SOF);
  do {
    definitions.push(parser.parseDefinition());
    await turns.pass();
  } while (!parser.expectOptionalToken(TokenKind.EOF));
  return { kind: Kind.DOCUMENT, definitions };
}
