/** Programs in, events out: what a trace says, one line an event. */
import * as parser from '@typescript-eslint/parser';
import { readSettings } from '../../src/settings.js';
import type { StageSet } from '../../src/trace/guards/condition.js';
import type { TraceEvent } from '../../src/trace/events.js';
import { traceOf } from '../../src/trace/index.js';
import type { Atom, Value } from '../../src/trace/values/values.js';

/** Lines such as `request PUT <upload-url 3> line 5`. */
export function eventsOf(code: string, settings: object = {}, file = '<program>'): readonly string[] {
  const program = parser.parse(code, { range: true, loc: true, sourceType: 'module', jsx: file.endsWith('x') });
  const trace = traceOf({ program, text: code, file, cwd: process.cwd(), settings: readSettings({ crossFile: false, ...settings }) });
  const line = (at: { readonly range: readonly [number, number] }): number => code.slice(0, at.range[0]).split('\n').length;
  return [...new Set(trace.events.map((event) => inWords(event, line)))];
}

type LineOf = (site: { readonly range: readonly [number, number] }) => number;

function inWords(event: TraceEvent, line: LineOf): string {
  const stage = stageInWords(event.condition.stage);
  const deployed = event.deployment ? ' deployment' : '';
  const under = `${stage}${deployed}`;
  switch (event.kind) {
    case 'write':
      return `write ${valueInWords(event.path, line)} line ${line(event.at)}${under}`;
    case 'request':
      return `request ${valueInWords(event.method, line)} ${valueInWords(event.url, line)} line ${line(event.call)}${under}`;
    case 'map':
      return `map ${event.map} line ${line(event.read)}${under}`;
    case 'escape':
      return `escape ${event.how} ${valueInWords(event.value, line)} line ${line(event.at)}${under}`;
    case 'refusal':
      return `refusal ${valueInWords(event.value, line)} line ${line(event.at)}${under}`;
    case 'join':
      return `join ${event.how} ${valueInWords(event.base, line)} ${valueInWords(event.path, line)} line ${line(event.at)}${under}`;
    case 'shell':
      return `shell ${event.quoting} ${valueInWords(event.url, line)} line ${line(event.at)}${under}`;
  }
}

function stageInWords({ excludes, names }: StageSet): string {
  if (names.length === 0) return excludes ? '' : ' never';
  return excludes ? ` unless ${names.join('|')}` : ` if ${names.join('|')}`;
}

const valueInWords = (value: Value, line: LineOf): string => value.map((atom) => atomInWords(atom, line)).sort().join(' or ') || 'nothing';

function atomInWords(atom: Atom, line: LineOf): string {
  const when = atom.when === undefined ? '' : stageInWords(atom.when.stage).replaceAll(' ', '-');
  return `${bare(atom, line)}${when}`;
}

function bare(atom: Atom, line: LineOf): string {
  switch (atom.kind) {
    case 'text':
      return atom.parts.map((part) => ('text' in part ? part.text : `<${bare(part.atom, line)}>`)).join('');
    case 'primitive':
      return String(atom.value);
    case 'endpoint':
      return `${atom.map}[${atomInWords(atom.key, line)}]`;
    case 'upload-url':
      return `upload-url ${line(atom.request.call)}${'altered' in atom && atom.altered !== undefined ? ' altered' : ''}`;
    case 'stage-map':
      return `${atom.map}-map`;
    case 'source':
      return atom.source;
    case 'entity':
      return atom.key;
    case 'stage-key':
      return 'each-stage';
    case 'bytes':
      return `bytes-of-${atom.of}`;
    case 'unknown':
      return '?';
    default:
      return atom.kind;
  }
}
