/**
 * How deep is a text nested? The native parser recurses on the machine's stack and ends the process when that is used
 * up (from 1,500 levels on in a worker thread), so a text is measured before it is parsed. The measure may be too high,
 * where a regular expression or a template holds brackets; then a file that nobody writes by hand is unknown.
 */

/** Weight of one nested construct; an operator of a left spine (`a + b + c`, `x.then(f).then(g)`) weighs 1. */
const NESTED = 20;
/** 500 nested constructs, or a spine of 10,000 operators. */
const MAX_WEIGHT = 500 * NESTED;
/** Shorter texts cannot nest too deep. */
const MIN_TEXT = 1000;
/** Shorter texts have no spine that is too long. */
const MIN_SPINE_TEXT = 32_768;

const NESTING = /[()[\]{};,'"!~]|\/[/*]|=>|\*\*|\?(?![.?:])|<(?=[\w<])|\b(?:const|let|var|function|class|import|export|return|else(?:\s+if)?|if|for|while|type|await|typeof|void|delete|new)\b/g;
const NESTING_AND_SPINES = new RegExp(`${NESTING.source}|[-+*/%&|^.?=<>]`, 'g');

/** These begin a statement, so that the chain before them is over. */
const STATEMENTS = new Set(['const', 'let', 'var', 'function', 'class', 'import', 'export', 'return', 'for', 'while', 'type', ';', ',']);
const OPENERS = new Set(['(', '[', '{']);
const CLOSERS = new Set([')', ']', '}']);
const CHAINS = new Set(['=>', '**', '?', '<', '!', '~', 'await', 'typeof', 'void', 'delete', 'new']);

/** Where what begins at `start` (a string or a comment) ends. */
function endOfSkipped(text: string, token: string, start: number): number {
  if (token === '//' || token === '/*') {
    const end = token === '//' ? text.indexOf('\n', start) : text.indexOf('*/', start + 2);
    return end === -1 ? text.length : end + (token === '//' ? 0 : 2);
  }
  for (let index = start + 1; index < text.length; index++) {
    const char = text[index];
    if (char === token) return index + 1;
    if (char === '\\') index++;
    else if (char === '\n') return index;
  }
  return text.length;
}

function chainAfter(token: string, chain: number, before: string): number {
  if (STATEMENTS.has(token)) return 0;
  // `if (a) if (b)` nests; an `if` elsewhere begins a statement.
  if (token === 'if') return before === ')' ? chain + NESTED : NESTED;
  return chain + (CHAINS.has(token) || token.startsWith('else') ? NESTED : 1);
}

export function isNestedTooDeep(text: string): boolean {
  if (text.length < MIN_TEXT) return false;
  const tokens = new RegExp(text.length < MIN_SPINE_TEXT ? NESTING : NESTING_AND_SPINES);
  /** Weights of the open brackets' chains. */
  const levels: number[] = [];
  let chain = 0;
  let outer = 0;
  let before = '';
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const token = match[0];
    if (token === '//' || token === '/*' || token === '"' || token === "'") {
      tokens.lastIndex = endOfSkipped(text, token, match.index);
    } else if (OPENERS.has(token)) {
      levels.push(chain);
      outer += chain + NESTED;
      chain = 0;
    } else if (CLOSERS.has(token)) {
      chain = levels.pop() ?? 0;
      outer = levels.length === 0 ? 0 : outer - chain - NESTED;
    } else chain = chainAfter(token, chain, before);
    if (outer + chain > MAX_WEIGHT) return true;
    before = token;
  }
  return false;
}
