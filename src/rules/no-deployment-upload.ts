import type { Rule } from 'eslint';
import { calledName } from '../fix/nodes.js';
import { deletionEdits, guardEdits } from '../fix/stage-guard.js';
import { deploymentUploads, type DeploymentUpload } from '../report/deployment.js';
import { judged, type Finding, type LintedFile, type Proposal } from '../report/finding.js';
import { keysInWords, whereInWords } from '../report/words.js';
import { isOfOthers } from '../trace/guards/condition.js';
import { isFunctionNode } from '../trace/syntax/children.js';

/** C6: the manifest of the deployment stage has no upload URLs. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow uploads in the deployment stage (C6)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-deployment-upload.md',
      recommended: true,
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      read: 'This runs in the {{stage}} stage, whose manifest has no {{map}}: there is nowhere to upload to. Take the upload out, or run it in the other stages only.',
      call: 'This call leads to an upload ({{where}}), but runs in the {{stage}} stage, whose manifest has no {{map}}: there is nowhere to upload to. Take the call out, or make it in the other stages only.',
      heir:
        'What this class inherits uploads ({{where}}), but runs in the {{stage}} stage, whose manifest has no {{map}}: there is nowhere to upload to. Extend a class that does not upload, or override what does.',
      use: 'This uploads in the {{stage}} stage, by a URL that was read from {{map}} {{where}}. The manifest of that stage has no {{map}}: take the upload out, or run it in the other stages only.',
      guard: "Run this only where the stage is not '{{stage}}'.",
      delete: 'Delete this statement.',
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  for (const upload of deploymentUploads(file.trace, file.events)) {
    if (upload.at.file !== file.trace.file || isQuestion(file, upload) || isCaught(file, upload)) continue;
    const stage = stageName(file, upload);
    const where = whereInWords(file, upload.read, upload.at);
    yield { at: upload.at, messageId: upload.how, data: { stage, map: keysInWords(file).upload, where }, suggest: upload.how === 'heir' ? [] : proposals(file, upload, stage) };
  }
}

/** The stage that the guard names, else the first that is known as one of deployment. */
function stageName({ trace }: LintedFile, { use }: DeploymentUpload): string {
  const { deploymentStages } = trace.settings;
  const { excludes, names } = use.condition.stage;
  const named = excludes ? undefined : names.find((name) => deploymentStages.includes(name));
  return named ?? deploymentStages[0] ?? 'deployment';
}

const ASKS = /^(?:is|has|assert|expect|check|exists?|defined|ok|equal|strictEqual)(?![a-z])/u;

/** The whole map is handed to something that, by its name, only asks about it. */
function isQuestion(file: LintedFile, { use, value }: DeploymentUpload): boolean {
  if (use.kind !== 'escape' || value.kind !== 'stage-map') return false;
  const call = file.nodeAt(use.at)?.parent;
  return call?.type === 'CallExpression' && ASKS.test(calledName(call) ?? '');
}

/** What a helper throws for want of upload URLs, the code of the deployment stage awaits. */
function isCaught(file: LintedFile, { use, at }: DeploymentUpload): boolean {
  if (use.kind !== 'refusal') return false;
  for (let node = file.nodeAt(at); node?.parent !== undefined && !isFunctionNode(node); node = node.parent) {
    const { parent } = node;
    if (parent.type === 'TryStatement' && parent.handler !== null && parent.block === node) return true;
    if (parent.type === 'MemberExpression' && parent.object === node && parent.property.type === 'Identifier' && parent.property.name === 'catch') return true;
  }
  return false;
}

function proposals(file: LintedFile, { at, use }: DeploymentUpload, stage: string): readonly Proposal[] {
  const guard = guardEdits(file, at, stage);
  // Other stages, which go by the same statement, need it.
  const deletion = isOfOthers(use.condition.stage, file.trace.settings.deploymentStages) ? undefined : deletionEdits(file, at);
  return [
    ...(guard === undefined ? [] : [{ messageId: 'guard', data: { stage }, edits: guard }]),
    ...(deletion === undefined ? [] : [{ messageId: 'delete', edits: deletion }]),
  ];
}
