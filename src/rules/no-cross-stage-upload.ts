import type { Rule } from 'eslint';
import { stageKeyEdits } from '../fix/stage-key.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { endpointUses, type EndpointUse } from '../report/uses.js';
import { stagesInWords } from '../report/words.js';
import { isImpossible, soleStage } from '../trace/condition.js';
import { constantText, type Atom } from '../trace/values.js';

/** C2: only into the current stage; the key into `getUploadUrls` is the value of `manifest.stage`. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    languages: ['js/js'],
    docs: {
      description: 'disallow upload URLs of another stage than the one that runs (C2)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-cross-stage-upload.md',
      recommended: true,
    },
    fixable: 'code',
    schema: [],
    defaultOptions: [],
    messages: {
      literal:
        "This uploads into the stage '{{key}}', but {{stages}}. A run may upload only into its own stage: use manifest.stage as the key, or run this only where manifest.stage is '{{key}}'.{{from}}",
      every:
        'This takes an upload URL without asking whose it is: the map may hold one for any stage. A run may upload only into its own stage: use manifest.stage as the key.{{from}}',
    },
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  for (const use of endpointUses(file.trace.events)) {
    if (use.endpoint.map !== 'upload' || use.event.deployment || isImpossible(use.condition)) continue;
    const { key, keySite } = use.endpoint;
    const verdict = verdictOn(key, use, file);
    if (verdict === undefined) continue;
    const at = key.via ?? keySite;
    if (at.file !== file.trace.file) continue;
    const from = key.via === undefined && key.site !== undefined ? fromElsewhere(file, key, at) : '';
    yield { at, ...verdict, data: { ...verdict.data, from }, fix: stageKeyEdits(file, at) };
  }
}

type Verdict = Pick<Finding, 'messageId' | 'data'>;

/** Undefined where the key is, or may well be, the current stage. */
function verdictOn(key: Atom, { condition }: EndpointUse, { trace }: LintedFile): Verdict | undefined {
  if (key.kind === 'stage-key') return condition.current.includes(key.token) ? undefined : { messageId: 'every' };
  const name = key.kind === 'text' ? constantText(key) : undefined;
  if (name === undefined) return undefined;
  const names = Object.keys(trace.settings.stages);
  if (soleStage(condition.stage, names.length === 0 ? undefined : names) === name) return undefined;
  return { messageId: 'literal', data: { key: name, stages: stagesInWords(condition.stage) } };
}

/** Names the line of the literal, where that is another than the key's. */
function fromElsewhere(file: LintedFile, key: Atom, at: Finding['at']): string {
  if (key.site === undefined || file.where(key.site) === file.where(at)) return '';
  return ` The key comes from ${file.where(key.site)}.`;
}
