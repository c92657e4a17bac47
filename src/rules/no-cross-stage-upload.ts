import type { Rule } from 'eslint';
import { stageFilterEdits } from '../fix/stage-filter.js';
import { stageKeyEdits } from '../fix/stage-key.js';
import { judged, type Finding, type LintedFile } from '../report/finding.js';
import { placeOfFault } from '../report/place.js';
import { endpointUses, type EndpointUse } from '../report/uses.js';
import { keysInWords, originInWords, stagesInWords } from '../report/words.js';
import { isImpossible, mayBe, soleStage } from '../trace/guards/condition.js';
import { sameSite } from '../trace/site.js';
import { constantText, type EndpointAtom } from '../trace/values/values.js';

/** C2: only into the current stage; the key into `getUploadUrls` is the value of `manifest.stage`. */
const rule: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'disallow upload URLs of another stage than the one that runs (C2)',
      url: 'https://github.com/plugin-storage/eslint-plugin-plugin-storage/blob/main/docs/rules/no-cross-stage-upload.md',
      recommended: true,
    },
    fixable: 'code',
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      literal:
        "This uploads into the stage '{{key}}', but {{stages}}. A run may upload only into its own stage: use manifest.{{stage}} as the key, or run this only where manifest.{{stage}} is '{{key}}'.{{from}}",
      every:
        'This takes an upload URL without asking whose it is: the map may hold one for any stage. A run may upload only into its own stage: use manifest.{{stage}} as the key.{{from}}',
      filter: 'Pass over the other stages.',
      current: "Use the manifest's stage as the key.",
    },
    languages: ['js/js'],
  },
  create: (context) => judged(context, findings),
};

export default rule;

function* findings(file: LintedFile): Generator<Finding> {
  const faults = faultsIn(file, endpointUses(file.events));
  if (faults.length === 0) return;
  const uses = endpointUses(file.trace.events);
  const wrong = faultsIn(file, uses);
  const right = new Set(uses.filter((use) => !wrong.some((fault) => fault.use === use)).map(({ endpoint }) => endpoint.key.site));
  for (const { use, verdict } of faults) {
    const { key, keySite } = use.endpoint;
    // Where several entries of a table are wrong as keys, it is the use of them as keys that is.
    const isOneOfSeveral = wrong.some((fault) => isAnotherKey(fault.use.endpoint, use.endpoint));
    const at = placeOfFault(file, key, keySite, isOneOfSeveral || right.has(key.site) ? 'some right' : 'all wrong');
    if (at.file !== file.trace.file) continue;
    const from = key.via !== undefined && sameSite(at, key.via) ? '' : originInWords(file, key, at, 'The key');
    yield { at, ...verdict, data: { ...keysInWords(file), ...verdict.data, from }, ...mended(file, at, verdict) };
  }
}

/** Whoever goes through the map, or picks one of its keys, may mean something else by it. */
function mended(file: LintedFile, at: Finding['at'], { messageId, data }: Verdict): Pick<Finding, 'fix' | 'suggest'> {
  if (messageId === 'literal') return { fix: stageKeyEdits(file, at, data?.['key']) };
  const filter = stageFilterEdits(file, at);
  if (filter !== undefined) return { suggest: [{ messageId: 'filter', edits: filter }] };
  const key = stageKeyEdits(file, at, undefined);
  return key === undefined ? {} : { suggest: [{ messageId: 'current', edits: key }] };
}

/** Another thing that the same key may be: at once, or in another state of a loop. */
function isAnotherKey(other: EndpointAtom, { key, keySite }: EndpointAtom): boolean {
  if (other.keySite === keySite) return other.key.site !== key.site;
  const isElsewhere = other.key.site !== undefined && key.site !== undefined && !sameSite(other.key.site, key.site);
  return isElsewhere && sameSite(other.keySite, keySite) && other.key.via === undefined && key.via === undefined;
}

interface Fault {
  readonly use: EndpointUse;
  readonly verdict: Verdict;
}

const faultsIn = (file: LintedFile, uses: readonly EndpointUse[]): readonly Fault[] =>
  uses.flatMap((use) => {
    const verdict = verdictOn(use, file);
    return verdict === undefined ? [] : [{ use, verdict }];
  });

type Verdict = Pick<Finding, 'messageId' | 'data'>;

/** Undefined where the key is, or may well be, the current stage. */
function verdictOn({ endpoint: { map, key }, event, condition }: EndpointUse, { trace }: LintedFile): Verdict | undefined {
  // In the deployment stage there is no upload at all: that is another rule's.
  if (map !== 'upload' || event.deployment || isImpossible(condition)) return undefined;
  if (key.kind === 'stage-key') return condition.current.includes(key.token) ? undefined : { messageId: 'every' };
  const name = key.kind === 'text' ? constantText(key) : undefined;
  if (name === undefined) return undefined;
  // Whoever chose what runs here by a name may have chosen it for that stage.
  if (condition.chosen && mayBe(condition.stage, name)) return undefined;
  const names = Object.keys(trace.settings.stages);
  if (soleStage(condition.stage, names.length === 0 ? undefined : names) === name) return undefined;
  return { messageId: 'literal', data: { key: name, stages: stagesInWords(condition.stage) } };
}
