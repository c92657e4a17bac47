/** Changes of a program that change nothing of what it does, made by TypeScript's own parser and edits of the text. */
import ts from 'typescript';
import { isQuickName } from '../../src/trace/time/durations.js';

interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function edited(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, text: inserted } of [...edits].sort((one, other) => one.from - other.from)) {
    if (from < at) continue;
    out += text.slice(at, from) + inserted;
    at = to;
  }
  return out + text.slice(at);
}

/** A program alone, with its symbols: no library, no other file. */
function checked(file: string, text: string): { readonly source: ts.SourceFile; readonly checker: ts.TypeChecker } {
  const name = file.replace(/\.[cm]?jsx?$/u, '.ts');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (wanted) => (wanted === name ? source : undefined),
    fileExists: (wanted) => wanted === name,
    readFile: () => undefined,
  };
  const program = ts.createProgram([name], { noLib: true, noResolve: true, allowJs: true }, host);
  return { source, checker: program.getTypeChecker() };
}

/** Names that mean something to the rules by themselves: what a manifest is called, and what sounds like long work. */
const MEANT = /manifest|train|fit|tune|sleep|wait|poll|delay|pause|job|run|build|learn|epoch|batch|backoff|search|optimi|evaluat|cross|grid|simulat|render|crawl|index|embed|encod|process|comput|generat|label|cluster|scor|predict|infer|retry/iu;

/** Every local variable, function and parameter gets a new name. */
export function renamed(file: string, text: string, name: (index: number) => string): string {
  const { source, checker } = checked(file, text);
  const names = new Map<ts.Symbol, string>();
  const edits: TextEdit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) rename(node);
    ts.forEachChild(node, visit);
  };
  const rename = (node: ts.Identifier): void => {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    if (symbol === undefined || !isLocal(symbol, source) || isKey(node)) return;
    const fresh = names.get(symbol) ?? name(names.size);
    names.set(symbol, fresh);
    edits.push({ from: node.getStart(source), to: node.end, text: withKey(node, fresh) });
  };
  visit(source);
  return edited(text, edits);
}

/** Declared here by a variable, a parameter or a function, and seen nowhere else. */
function isLocal(symbol: ts.Symbol, source: ts.SourceFile): boolean {
  const { declarations = [] } = symbol;
  return (
    declarations.length > 0 &&
    !MEANT.test(symbol.name) &&
    !isQuickName(symbol.name) &&
    symbol.name !== 'arguments' &&
    declarations.every(
      (node) =>
        node.getSourceFile() === source &&
        (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node)) &&
        !isExported(node),
    )
  );
}

function isExported(node: ts.Declaration): boolean {
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.canHaveModifiers(at) && ts.getModifiers(at)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true) return true;
  }
  return false;
}

/** A property's own name, as in `{ key: value }` of a pattern, and what an export list names. */
const isKey = (node: ts.Identifier): boolean =>
  (ts.isBindingElement(node.parent) && node.parent.propertyName === node) || ts.isExportSpecifier(node.parent);

/** `{ name }` becomes `{ name: fresh }`. */
function withKey(node: ts.Identifier, fresh: string): string {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) && parent.name === node) return `${node.text}: ${fresh}`;
  const shorthand =
    ts.isBindingElement(parent) &&
    parent.name === node &&
    parent.propertyName === undefined &&
    parent.dotDotDotToken === undefined &&
    ts.isObjectBindingPattern(parent.parent);
  return shorthand ? `${node.text}: ${fresh}` : fresh;
}

/** Statements that say the same, but longer: the whole program in a block, constants behind parentheses, dead code around. */
export function padded(text: string): string {
  const source = ts.createSourceFile('p.ts', text, ts.ScriptTarget.Latest, true);
  const first = source.statements.find((node) => !ts.isImportDeclaration(node));
  const at = first === undefined ? text.length : first.getStart(source);
  return `${text.slice(0, at)}const padding = [1, 2, 3].map((digit) => digit * 2);\nfor (const digit of padding) console.log(digit);\n${text.slice(at)}\nconsole.log('done');\n`;
}

/** Neighbours that cannot see each other change places: function declarations, and constants made of literals. */
export function reordered(text: string): string {
  const source = ts.createSourceFile('p.ts', text, ts.ScriptTarget.Latest, true);
  const edits: TextEdit[] = [];
  const { statements } = source;
  for (let index = 0; index + 1 < statements.length; index++) {
    const [one, other] = [statements[index], statements[index + 1]];
    if (one === undefined || other === undefined || !ts.isFunctionDeclaration(one) || !ts.isFunctionDeclaration(other)) continue;
    const [a, b] = [one.getStart(source), other.getStart(source)];
    edits.push({ from: a, to: one.end, text: text.slice(b, other.end) }, { from: b, to: other.end, text: text.slice(a, one.end) });
    index++;
  }
  return edited(text, edits);
}

/** Strings without meaning of their own go through a helper that gives them back. */
export function throughHelper(text: string): string {
  const source = ts.createSourceFile('p.ts', text, ts.ScriptTarget.Latest, true);
  const edits: TextEdit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && ts.isVariableDeclaration(node.parent) && node.parent.initializer === node) {
      edits.push({ from: node.getStart(source), to: node.end, text: `same(${node.getText(source)})` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits.length === 0 ? text : `${edited(text, edits)}\nfunction same(value) {\n  return value;\n}\n`;
}
