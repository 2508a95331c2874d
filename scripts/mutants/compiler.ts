import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The compiler over a tree, which tells whether a file would still be accepted if it read otherwise. */
export interface Compiler {
  readonly checker: ts.TypeChecker;
  source(file: string): ts.SourceFile;
  accepts(file: string, text: string): boolean;
}

/** Opens the compiler on a tree; the first question costs some ten seconds, each further one below one. */
export function openCompiler(root: string): Compiler {
  const configuration = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(configuration.config, ts.sys, root);
  const texts = new Map<string, { version: number; text: string }>();
  const textOf = (file: string): { version: number; text: string } => {
    const known = texts.get(file) ?? { version: 0, text: readFileSync(file, 'utf8') };
    texts.set(file, known);
    return known;
  };
  const service = ts.createLanguageService({
    getScriptFileNames: () => fileNames.filter((file) => /\/(gateway|kit)\//.test(file)),
    getScriptVersion: (file) => String(texts.get(file)?.version ?? 0),
    getScriptSnapshot: (file) =>
      ts.sys.fileExists(file) ? ts.ScriptSnapshot.fromString(textOf(file).text) : undefined,
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
  });
  const set = (file: string, text: string): void => {
    texts.set(file, { version: textOf(file).version + 1, text });
  };
  const program = service.getProgram();
  if (!program) throw new Error('The compiler made no program.');
  return {
    checker: program.getTypeChecker(),
    source: (file) => {
      const source = program.getSourceFile(path.join(root, file));
      if (!source) throw new Error(`The compiler does not know ${file}.`);
      return source;
    },
    accepts: (file, text) => {
      const absolute = path.join(root, file);
      const { text: former } = textOf(absolute);
      set(absolute, text);
      const wrong = [...service.getSyntacticDiagnostics(absolute), ...service.getSemanticDiagnostics(absolute)];
      set(absolute, former);
      return wrong.length === 0;
    },
  };
}
