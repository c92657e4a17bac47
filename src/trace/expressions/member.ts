/** Reading members of every kind of atom. */
import type { TSESTree } from '@typescript-eslint/utils';
import { argumentOf } from '../builtins/arguments.js';
import { readBytesMember } from '../builtins/bytes.js';
import { characterAtEnd, isLastIndex } from '../builtins/last-character.js';
import { characterPicked, elementPicked } from '../builtins/picked-characters.js';
import { isArrayMethod, isMapMethod, isPromiseMethod, isUrlMember } from '../builtins/names.js';
import { readUrlMember } from '../builtins/url.js';
import { heldBy, readFrom } from '../calls/functions.js';
import { noteCount } from '../calls/waiting.js';
import { functionMember, hasUnknownParent, inheritedMember, staticMember } from '../classes/inherited.js';
import { emitRead } from '../emit.js';
import { both, isImpossible } from '../guards/condition.js';
import { environmentFlag, isEnvironment } from '../guards/environment.js';
import { memberByStage } from '../guards/named-by-stage.js';
import type { Interpreter } from '../interpreter.js';
import { entityMember } from '../library/entities.js';
import { within, type Site } from '../site.js';
import { anyMember, currentOnly, fieldByEnvironment, fieldByUnknown, keyText, ownField } from '../state/heap.js';
import { guardedBy } from '../state/store.js';
import { restUnder, restUnderEach, underPicked } from '../values/keys.js';
import { rememberedUnder } from '../values/named-keys.js';
import { isInDigits, sizeOfFiles, UNKNOWN_LENGTH } from '../values/sizes.js';
import {
  constantText, flatMap, isVarying, join, joinAll, NOTHING, primitive, STAGE, UNDEFINED, UNKNOWN, UNKNOWN_ATOM, type Atom, type ObjectAtom,
  type StageMapAtom, type UnknownAtom, type Value,
} from '../values/values.js';
import { contentOf } from './response.js';

/** What the member `name` of `object` may be. `node` is the expression that reads it, `keyNode` the name in it. */
export function readMember(
  it: Interpreter,
  object: Value,
  name: Value,
  node: TSESTree.Node,
  keyNode: TSESTree.Node = node,
): Value {
  return flatMap(object, (atom) => {
    if (atom.when !== undefined && isImpossible(both(atom.when, it.condition))) return NOTHING;
    const found = memberOf(it, atom, name, node, keyNode);
    const read = atom.kind === 'object' ? underPicked(found, atom.picked) : found;
    const value = isInstance(atom) ? readFrom(read, name[0]?.via) : readOut(atom, name, read);
    return guardedBy(isHeld(atom) ? heldBy(it, value) : value, atom.when);
  });
}

const isInstance = (atom: Atom): boolean => atom.kind === 'object' && atom.heap.proto !== undefined;
const isHeld = (atom: Atom): boolean => isInstance(atom) || (atom.kind === 'object' && atom.held === true);

/**
 * What is read from an object that came by an argument came by that argument. What an argument picks out of a table is right for others,
 * unless the table is wrong. What an instance holds, its class has put there.
 */
function readOut(atom: Atom, name: Value, read: Value): Value {
  if (atom.kind !== 'object') return read;
  const written = writtenThere(atom);
  if (written !== undefined) return readFrom(read, written);
  const picking = name[0]?.via;
  return picking === undefined || read.every(isData) ? read : read.map((each) => (each.again === undefined ? { ...each, again: picking } : each));
}

const writtenThere = ({ via, heap }: ObjectAtom): Site | undefined => (via !== undefined && heap.site !== undefined && within(heap.site, via) ? via : undefined);

/** A text out of a file of data stands nowhere in the program: who names its key says nothing of it. */
const isData = (atom: Atom): boolean => atom.kind === 'text' && atom.site === undefined && atom.parts.every(({ site }) => site === undefined);

function memberOf(it: Interpreter, atom: Atom, name: Value, node: TSESTree.Node, keyNode: TSESTree.Node): Value {
  switch (atom.kind) {
    case 'object':
      return objectMember(it, atom, name, node, keyNode);
    case 'stage-map':
      return stageMapMember(it, atom, name, keyNode);
    case 'unknown':
      return unknownMember(it, atom, keyText(name), node);
    case 'text':
    case 'endpoint':
      return characterPicked(atom, name) ?? (isLastIndex(name) ? characterAtEnd(atom) : undefined) ?? namedMember(it, atom, keyText(name), node);
    default:
      return namedMember(it, atom, keyText(name), node);
  }
}

function namedMember(it: Interpreter, atom: Atom, name: string | undefined, node: TSESTree.Node): Value {
  switch (atom.kind) {
    case 'function':
      return name === undefined ? UNKNOWN : functionMember(atom, name);
    case 'class':
      return name === undefined ? UNKNOWN : staticMember(it, atom, name);
    case 'entity':
      if (name === undefined) return UNKNOWN;
      if ((isPromiseMethod(name) && atom.key.endsWith(')')) || isEnvironment(atom)) return method(atom, name);
      return isManifestMember(it, atom.key, name) ? unknownMember(it, UNKNOWN_ATOM, name, node) : entityMember(it, atom, name, it.site(node));
    case 'response':
    case 'builder':
      return name === undefined ? UNKNOWN : contentOf(atom, name);
    case 'url':
      return name !== undefined && isUrlMember(name) ? readUrlMember(atom, name) : method(atom, name);
    case 'source':
      return sourceMember(it, atom, name);
    case 'bytes':
      return readBytesMember(atom, name) ?? method(atom, name);
    case 'text':
    case 'stage':
    case 'endpoint':
    case 'stage-key':
    case 'upload-url':
    case 'json':
      return textMember(atom, name);
    case 'primitive':
      return atom.value === undefined || atom.value === null ? NOTHING : method(atom, name);
    case 'promise':
    case 'method':
    case 'native':
    case 'test':
      return method(atom, name);
    case 'object':
    case 'stage-map':
    case 'unknown':
      return UNKNOWN;
  }
}

/** Methods that are understood whatever they are called on. */
const OF_ANY = /^(?:then|catch|finally|hasOwnProperty)$/;

const isMapName = ({ host: { settings } }: Interpreter, name: string): boolean =>
  name === settings.keys.getUploadUrls || name === settings.keys.downloadUrls;

/** What a library gave may be a manifest: nothing else has these members. */
function isManifestMember(it: Interpreter, key: string, name: string): boolean {
  const { keys } = it.host.settings;
  if (isMapName(it, name)) return true;
  return (name === keys.stage || name === keys.inputParams) && key.endsWith(')');
}

const method = (receiver: Atom, name: string | undefined): Value =>
  name === undefined ? UNKNOWN : [{ kind: 'method', receiver, name }];

function sourceMember({ host }: Interpreter, atom: Extract<Atom, { kind: 'source' }>, name: string | undefined): Value {
  if (atom.source === 'argv') return argumentOf(atom, name);
  // To hand over all hyper-parameters is right: the one that is picked out of them did not come by that argument.
  if (atom.source === 'inputParam' && atom.name === host.settings.keys.inputParams) return [{ ...atom, name: name ?? '', via: undefined }];
  // What is read from what varies varies too; called, it is a method of that.
  return isVarying(atom) ? [atom] : method(atom, name);
}

function textMember(atom: Atom, name: string | undefined): Value {
  if (name === 'length') {
    const text = constantText(atom);
    return text === undefined ? UNKNOWN_LENGTH : primitive(text.length);
  }
  // What a response's body is read with (`.text()`, `.data`) leaves the text what it is.
  if (atom.kind === 'upload-url' && (name === 'data' || name === 'body')) return [atom];
  const text = constantText(atom);
  if (text !== undefined && name !== undefined && /^\d+$/.test(name)) {
    return [{ kind: 'text', parts: [{ text: text.charAt(Number(name)) }] }];
  }
  return method(atom, name);
}

/** A manifest may be read with a reviver that makes its maps `Map`s. */
const OF_MAPS = /^(?:hasOwnProperty|toString|get|has)$/;

function stageMapMember(it: Interpreter, atom: StageMapAtom, name: Value, keyNode: TSESTree.Node): Value {
  const text = keyText(name);
  if (text !== undefined && OF_MAPS.test(text)) return method(atom, text);
  const keySite = it.site(keyNode);
  emitRead(it, atom.map, keySite);
  // A manifest always has a stage: one that was spread over a default takes its place.
  const keys = atom.spreadInto === undefined ? name : name.filter(({ under }) => under !== atom.spreadInto);
  return keys.map((key): Atom => {
    const when = key.when === undefined ? it.condition : both(it.condition, key.when);
    return { kind: 'endpoint', map: atom.map, key, keySite, read: atom.read, when };
  });
}

function unknownMember(it: Interpreter, atom: UnknownAtom, name: string | undefined, node: TSESTree.Node): Value {
  const { keys } = it.host.settings;
  const own = name === undefined || atom.heap === undefined ? NOTHING : ownField(atom.heap, name);
  if (own.length > 0) return own;
  const site = it.site(node);
  if (name !== undefined && (OF_ANY.test(name) || isInDigits(atom, name))) return method(atom, name);
  switch (name) {
    case undefined:
      return UNKNOWN;
    case keys.getUploadUrls:
      emitRead(it, 'upload', site);
      return [{ kind: 'stage-map', map: 'upload', read: site }];
    case keys.downloadUrls:
      return [{ kind: 'stage-map', map: 'download', read: site }];
    case keys.stage:
      return STAGE;
    case keys.inputParams:
      return [{ kind: 'source', source: 'inputParam', name, site }];
    case 'size':
    case 'byteLength':
      return sizeOfFiles(atom.stats);
    case 'length':
      return UNKNOWN_LENGTH;
    default: {
      const flag = environmentFlag(name);
      return flag === undefined ? UNKNOWN : [{ kind: 'test', test: flag }];
    }
  }
}

const builtinOf = (atom: ObjectAtom, name: string): boolean => {
  switch (atom.heap.type) {
    case 'array':
    case 'iterator':
      return isArrayMethod(name);
    case 'map':
    case 'set':
      return isMapMethod(name);
    case 'object':
      return false;
  }
};

function objectMember(it: Interpreter, atom: ObjectAtom, name: Value, node: TSESTree.Node, keyNode: TSESTree.Node, receiver = atom): Value {
  const { heap } = atom;
  const text = keyText(name);
  if (text === undefined) return dynamicMember(it, atom, name, node, keyNode);
  const own = heap.fields.get(text)?.value ?? NOTHING;
  if (own.length > 0) return own;
  if (heap.type !== 'object') return collectionMember(it, atom, text);
  const inherited = inheritedMember(it, heap, text, receiver);
  if (inherited !== undefined) return inherited;
  const spread = flatMap(heap.base.value, (base) =>
    base.kind === 'object' ? objectMember(it, base, name, node, keyNode, receiver) : memberOf(it, base, name, node, keyNode),
  );
  const [key] = name;
  const rest = heap.restKeys.value.length > 0 && key !== undefined ? restUnder(heap, key) : heap.rest.value;
  const read = join(rest, isMapName(it, text) ? spread.map((each) => (each.kind === 'stage-map' ? { ...each, spreadInto: heap } : each)) : spread);
  if (read.length > 0) return read;
  if (heap.proto !== undefined && hasUnknownParent(heap.proto)) return unknownMember(it, UNKNOWN_ATOM, text, node);
  return ['hasOwnProperty', 'toString', 'valueOf'].includes(text) ? method(atom, text) : UNDEFINED;
}

function collectionMember(it: Interpreter, atom: ObjectAtom, name: string): Value {
  const { heap } = atom;
  if (name === 'length' || name === 'size') {
    noteCount(it, heap);
    return heap.length.value.length === 0 ? UNKNOWN : heap.length.value;
  }
  if (/^\d+$/.test(name)) return heap.rest.value.length > 0 ? heap.rest.value : UNDEFINED;
  return builtinOf(atom, name) ? method(atom, name) : UNKNOWN;
}

function dynamicMember(it: Interpreter, atom: ObjectAtom, name: Value, node: TSESTree.Node, keyNode: TSESTree.Node): Value {
  const { heap } = atom;
  const holds = atom.when === undefined ? it.condition : both(atom.when, it.condition);
  return flatMap(name, (key) => {
    // The names of one stage pick nothing out of the table of another.
    if (key.when !== undefined && isImpossible(both(holds, key.when))) return NOTHING;
    if (constantText(key) !== undefined) return keyedMember(it, atom, key, node, keyNode);
    if (heap.type === 'array') return elementPicked(heap, [key]) ?? anyMember(heap);
    // A copy of a stage map, by a spread.
    const copied = flatMap(heap.base.value.filter((base) => base.kind === 'stage-map'), (base) => memberOf(it, base, [key], node, keyNode));
    const named = memberByStage(heap, key);
    if (named !== undefined) return joinAll([named, copied, currentOnly(heap)]);
    if (isEnvironment(key)) return fieldByEnvironment(heap);
    if (copied.length > 0) return join(copied, heap.rest.value);
    if (key.kind === 'stage-key') return restUnderEach(heap, key, it.site(keyNode));
    return rememberedUnder(it, heap, keyNode) ?? fieldByUnknown(heap);
  });
}

/** What is read by a key is there where the key is. */
function keyedMember(it: Interpreter, atom: ObjectAtom, key: Atom, node: TSESTree.Node, keyNode: TSESTree.Node): Value {
  return guardedBy(objectMember(it, atom, [key], node, keyNode), key.when);
}
