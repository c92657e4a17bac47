/** A project's own wrappers, as settings describe them: both steps of an upload, its first step, a download. */
import type { DownloadEffect, UploadEffect, UploadUrlEffect } from '../../models/form/schema.js';
import type { Call } from '../calls/calls.js';
import { emitRead } from '../emit.js';
import type { RequestEvent } from '../events.js';
import { uploadUrlOf } from '../expressions/response.js';
import type { Interpreter } from '../interpreter.js';
import { concatenate } from '../values/text.js';
import { constant, STAGE, UNKNOWN, type EndpointAtom, type EntityAtom, type StageMapName, type Value } from '../values/values.js';
import { firstGiven, type Given } from './refs.js';
import { emitRequest } from './requests.js';

interface Wrapped {
  readonly map: StageMapName;
  readonly stage?: string;
  readonly path: string;
}

function endpointUrl(it: Interpreter, atom: EntityAtom, call: Call, wrapped: Wrapped): Value {
  const site = it.site(call.node);
  const stage: Given = firstGiven(it, atom, call, wrapped.stage) ?? { value: STAGE, site };
  emitRead(it, wrapped.map, site);
  const path = firstGiven(it, atom, call, wrapped.path) ?? { value: UNKNOWN, site };
  const endpoints = stage.value.map((key): EndpointAtom => ({ kind: 'endpoint', map: wrapped.map, key, keySite: stage.site, read: site, when: it.condition }));
  return concatenate([{ value: endpoints, site }, { value: constant('/'), site }, { value: path.value, site: path.site }], site);
}

function request(it: Interpreter, atom: EntityAtom, call: Call, url: Value, method: string, body: Given | undefined): RequestEvent {
  const site = it.site(call.node);
  return emitRequest(it, {
    client: atom.key,
    call: site,
    target: { url, at: site },
    method: constant(method),
    methodAt: undefined,
    methodDefault: false,
    optionsAt: undefined,
    body,
    form: undefined,
    params: undefined,
    length: undefined,
  });
}

export function applyUploadUrl(it: Interpreter, atom: EntityAtom, call: Call, effect: UploadUrlEffect): Value {
  const event = request(it, atom, call, endpointUrl(it, atom, call, { map: 'upload', ...effect }), 'GET', undefined);
  return [uploadUrlOf(event)];
}

export function applyUpload(it: Interpreter, atom: EntityAtom, call: Call, effect: UploadEffect): Value {
  const asked = request(it, atom, call, endpointUrl(it, atom, call, { map: 'upload', ...effect }), 'GET', undefined);
  const body = firstGiven(it, atom, call, effect.body);
  const sent = request(it, atom, call, [uploadUrlOf(asked)], 'PUT', body);
  return [{ kind: 'response', request: sent, pending: { kind: 'upload', of: asked, site: it.site(call.node) } }];
}

export function applyDownload(it: Interpreter, atom: EntityAtom, call: Call, effect: DownloadEffect): Value {
  const event = request(it, atom, call, endpointUrl(it, atom, call, { map: 'download', ...effect }), 'GET', undefined);
  return [{ kind: 'response', request: event, pending: { kind: 'request', site: it.site(call.node) } }];
}
