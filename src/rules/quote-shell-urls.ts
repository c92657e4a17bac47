import type { Rule } from 'eslint';
import { shellQuoteEdits } from '../fix/shell-quotes.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { isImpossible } from '../trace/guards/condition.js';

/** C10: in a shell, a storage URL stands between quotes. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'require quotes around storage URLs in shell commands (C10)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/quote-shell-urls.md',
      recommended: true,
    },
    fixable: 'code',
    schema: [],
    defaultOptions: [],
    messages: {
      unquoted:
        'This storage URL stands in a shell command without quotes. It carries & and ?, which end the command there and stand for other characters: put it between quotes.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  for (const event of file.events) {
    if (event.kind !== 'shell' || event.quoting !== 'none' || isImpossible(event.condition)) continue;
    if (event.at.file === file.trace.file) yield { at: event.at, messageId: 'unquoted', fix: shellQuoteEdits(file, event.at) };
  }
}
