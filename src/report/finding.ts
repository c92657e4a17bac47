/** From a trace to ESLint's reports: what every rule shares. */
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { modelsFor } from '../models/index.js';
import { readSettings, SettingsError } from '../settings.js';
import { isJudged, isWorthTracing, traceOf } from '../trace/index.js';
import type { Trace, TraceEvent } from '../trace/events.js';
import { concerning } from './concerned.js';
import { sameSite, type Site } from '../trace/site.js';
import { isNode } from '../trace/syntax/children.js';

/** Replaces the text between two offsets. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

export interface Proposal {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

/** One fault, at the place where an author would edit. */
export interface Finding {
  readonly at: Site;
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  /** All edits of a fix are made together, or none of them. */
  readonly fix?: readonly Edit[];
  readonly suggest?: readonly Proposal[];
}

/** The file that is being linted, as rules see it. */
export interface LintedFile {
  readonly trace: Trace;
  /** Those of the trace that may be reported in this file; what is right elsewhere, the others say. */
  readonly events: readonly TraceEvent[];
  readonly source: TSESLint.SourceCode;
  readonly text: string;
  /** The rule's options, over its defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Node of a place in this file. */
  readonly nodeAt: (site: Site) => TSESTree.Node | undefined;
  /** Do the rules look at the file that the place lies in? At one without a word of storage or files they do not. */
  readonly isJudged: (site: Site) => boolean;
  /** The first place that lies in a file that the rules judge. */
  readonly firstJudged: (first: Site, ...others: readonly Site[]) => Site;
  /** `line 12`, or `line 3 of storage.ts` for a place in another file. */
  readonly where: (site: Site) => string;
}

export type Judge = (file: LintedFile) => Iterable<Finding>;

const isProgram = (node: unknown): node is TSESTree.Program =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'Program';

/** The same object by the name that TS-ESTree's types have for it. */
const isSource = (source: unknown): source is TSESLint.SourceCode =>
  typeof source === 'object' && source !== null && 'ast' in source;

/** Listeners that report what the rule finds in the file's trace; none where the file has nothing to do with storage. */
export function judged(context: Rule.RuleContext, judge: Judge): Rule.RuleListener {
  const settings = readSettings(context.settings['plugin-storage']);
  const { sourceCode, cwd, filename: file } = context;
  // A wrong row is said at the first file, not at the first one that is traced; what is right is remembered.
  modelsFor(settings.models, cwd);
  const { text } = sourceCode;
  const program: unknown = sourceCode.ast;
  if (!isProgram(program) || !isWorthTracing({ program, text, file, cwd, settings })) return {};
  return {
    'Program:exit'() {
      unlessItFails(() => {
        const trace = traceOf({ program, text, file, cwd, settings });
        const events = concerning(trace.file, trace.events);
        if (events.length === 0) return;
        const linted = lintedFile(context, trace, events);
        if (linted !== undefined) reportAll(context, judge(linted));
      });
    },
  };
}

/** The project's own tests set it: there a mistake of ours is to be seen. */
const STRICT = process.env['PLUGIN_STORAGE_STRICT'] === '1';

/** A mistake of ours costs reports, not the lint run: settings are read before, and theirs are the only errors for the user. */
function unlessItFails(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (STRICT || error instanceof SettingsError) throw error;
  }
}

function lintedFile(context: Rule.RuleContext, trace: Trace, events: readonly TraceEvent[]): LintedFile | undefined {
  const source: unknown = context.sourceCode;
  if (!isSource(source)) return undefined;
  const isInJudged = ({ file }: Site): boolean => file === trace.file || isJudged(file, trace);
  return {
    trace,
    events,
    source,
    text: source.text,
    options: optionsOf(context),
    nodeAt: (site) => (site.file === trace.file ? nodeAt(source, site) : undefined),
    isJudged: isInJudged,
    firstJudged: (first, ...others) => [first, ...others].find(isInJudged) ?? first,
    where: (site) => placeInWords(trace, site),
  };
}

/** ESLint 8 does not put the defaults of a rule's meta below its options. */
function optionsOf({ options }: Rule.RuleContext): Readonly<Record<string, unknown>> {
  const given: unknown = options[0];
  return typeof given === 'object' && given !== null ? { ...given } : {};
}

function nodeAt(source: TSESLint.SourceCode, { range, type }: Site): TSESTree.Node | undefined {
  let node: unknown = source.getNodeByRangeIndex(range[0]);
  while (isNode(node) && (node.range[0] !== range[0] || node.range[1] !== range[1] || node.type !== type)) {
    if (node.range[0] < range[0] || node.range[1] > range[1]) return undefined;
    node = node.parent;
  }
  return isNode(node) ? node : undefined;
}

function placeInWords(trace: Trace, site: Site): string {
  const line = trace.lineOf(site);
  const name = site.file.split(/[\\/]/).at(-1) ?? site.file;
  if (line === undefined) return site.file === trace.file ? 'another line' : name;
  return site.file === trace.file ? `line ${String(line)}` : `line ${String(line)} of ${name}`;
}

function reportAll(context: Rule.RuleContext, findings: Iterable<Finding>): void {
  const reported: Site[] = [];
  for (const finding of findings) {
    if (reported.some((site) => sameSite(site, finding.at))) continue;
    reported.push(finding.at);
    report(context, finding);
  }
}

const fixer =
  (edits: readonly Edit[]) =>
  (fix: Rule.RuleFixer): Rule.Fix[] =>
    edits.map(({ range, text }) => fix.replaceTextRange([range[0], range[1]], text));

function report(context: Rule.RuleContext, { at, messageId, data, fix, suggest }: Finding): void {
  const { sourceCode } = context;
  context.report({
    loc: { start: sourceCode.getLocFromIndex(at.range[0]), end: sourceCode.getLocFromIndex(at.range[1]) },
    messageId,
    data: { ...data },
    fix: fix === undefined ? null : fixer(fix),
    suggest: (suggest ?? []).map((proposal) => ({
      messageId: proposal.messageId,
      data: { ...proposal.data },
      fix: fixer(proposal.edits),
    })),
  });
}
