/** Modules that run beside the one that started them: starting them, and the messages between the two. */
import type { HearEffect, PostEffect, StartEffect, ThreadEffect } from '../../models/form/schema.js';
import { beside } from '../calls/beside.js';
import { callFunctionValue, type Call } from '../calls/calls.js';
import { emitEscapes } from '../emit.js';
import type { Interpreter } from '../interpreter.js';
import type { ModuleContext } from '../programs/module-context.js';
import { startModules } from '../programs/starting.js';
import type { Frame } from '../state/frames.js';
import { arrayOf } from '../state/heap.js';
import { guarded, guardedBy } from '../state/store.js';
import { parallelTime, type Time } from '../time/clock.js';
import { promiseOf } from '../time/promises.js';
import { constantText, isCallable, joinAll, NOTHING, UNKNOWN, type Atom, type EntityAtom, type Value } from '../values/values.js';
import { applyCallback } from './callbacks.js';
import { firstGiven } from './refs.js';

interface Message {
  readonly value: Value;
  readonly time: Time;
}

/** What one side says to the other. */
interface Channel {
  readonly listeners: Atom[];
  readonly messages: Message[];
}

interface Thread {
  readonly begun: Time;
  readonly toStarted: Channel;
  readonly toStarter: Channel;
}

/** By the arguments that it was started with, which stay with what the call gave. */
const started = new WeakMap<readonly Value[], Thread>();
const running = new WeakMap<ModuleContext, Thread>();

const MAX_MESSAGES = 16;
/** Answers to answers. */
const MAX_ANSWERS = 3;
const answering = new WeakMap<Interpreter, number>();

const channel = (): Channel => ({ listeners: [], messages: [] });

export function applyThread(it: Interpreter, atom: EntityAtom, call: Call, effect: ThreadEffect): Value | undefined {
  switch (effect.kind) {
    case 'start':
      start(it, atom, call, effect);
      return undefined;
    case 'post':
      post(it, atom, call, effect);
      return undefined;
    case 'hear':
      hear(it, atom, call, effect);
      return call.self;
  }
}

function start(it: Interpreter, atom: EntityAtom, call: Call, effect: StartEffect): void {
  const thread: Thread = { begun: it.time, toStarted: channel(), toStarter: channel() };
  const data = effect.data === undefined ? UNKNOWN : (firstGiven(it, atom, call, effect.data)?.value ?? UNKNOWN);
  const args = firstGiven(it, atom, call, effect.args)?.value;
  const where = firstGiven(it, atom, call, effect.module)?.value ?? UNKNOWN;
  const env = effect.env === undefined ? undefined : firstGiven(it, atom, call, effect.env)?.value;
  const isFound = startModules(it, where, { data, args, env }, (context) => { running.set(context, thread); });
  if (isFound) {
    started.set(call.args, thread);
    return;
  }
  emitEscapes(it, call.args, call);
  // A program that is not known takes as long as any other.
  if (!call.isNew) it.elapse({ kind: 'process', name: call.name, site: it.site(call.node) });
}

/** The thread that the receiver is, seen from who started it. */
function threadOf(value: Value): Thread | undefined {
  const [only] = value;
  return only?.kind === 'entity' && only.args !== undefined ? started.get(only.args) : undefined;
}

/** The one that the code belongs to which runs now. */
function currentThread(it: Interpreter): Thread | undefined {
  for (let frame: Frame | undefined = it.frame; frame !== undefined; frame = frame.caller) {
    const thread = running.get(frame.module);
    if (thread !== undefined) return thread;
  }
  return undefined;
}

function post(it: Interpreter, atom: EntityAtom, call: Call, effect: PostEffect): void {
  const channelFor = threadOf(call.self)?.toStarted ?? currentThread(it)?.toStarter;
  const value = firstGiven(it, atom, call, effect.message)?.value;
  if (channelFor === undefined || value === undefined) {
    emitEscapes(it, call.args, call);
    return;
  }
  const { messages, listeners } = channelFor;
  // What it listens by is out of sight.
  if (listeners.length === 0 && channelFor === threadOf(call.self)?.toStarted) emitEscapes(it, call.args, call);
  if (messages.length < MAX_MESSAGES) messages.push({ value: guardedBy(value, it.condition), time: it.time });
  for (const listener of listeners) deliver(it, listener, { value, time: it.time }, call);
}

/** The other side hears of it beside what goes on here. */
function deliver(it: Interpreter, listener: Atom, { value, time: said }: Message, call: Call): void {
  const depth = answering.get(it) ?? 0;
  if (depth >= MAX_ANSWERS) return;
  answering.set(it, depth + 1);
  beside(it, () => {
    it.time = said;
    it.maybe(() => {
      callFunctionValue(it, [listener], [value], call.node, call.sites);
      return NOTHING;
    });
  });
  answering.set(it, depth);
}

function hear(it: Interpreter, atom: EntityAtom, call: Call, effect: HearEffect): void {
  const [event] = firstGiven(it, atom, call, effect.event)?.value ?? [];
  const own = threadOf(call.self);
  const thread = own ?? currentThread(it);
  const heard = own === undefined ? thread?.toStarted : thread?.toStarter;
  const callbacks = firstGiven(it, atom, call, effect.callback)?.value.filter(isCallable) ?? [];
  const isMessage = event !== undefined && constantText(event) === 'message';
  if (thread !== undefined && heard !== undefined && isMessage) {
    for (const callback of callbacks) {
      heard.listeners.push(guarded(callback, it.condition));
      for (const { value, time } of heard.messages) deliver(it, callback, { value, time: parallelTime(it.time, time, thread.begun) }, call);
    }
    // Who waits for the message waits for what is done until then.
    if (heard.messages.length > 0 && callbacks.every(({ kind }) => kind === 'native')) return;
  }
  applyCallback(it, atom, call, { kind: 'callback', callback: effect.callback, when: 'later' });
}

/** `once(worker, 'message')`: what was said, once it was; undefined where nothing is known to be. */
export function firstMessage(it: Interpreter, { args: [emitter = UNKNOWN, event] }: Call): Value | undefined {
  const thread = threadOf(emitter);
  const [name] = event ?? [];
  const messages = thread?.toStarter.messages ?? [];
  const [first] = messages;
  if (thread === undefined || first === undefined || name === undefined || constantText(name) !== 'message') return undefined;
  const done = messages.length === 1 ? first.time : messages.map(({ time }) => time).reduce((a, b) => parallelTime(a, b, thread.begun));
  return promiseOf([arrayOf([joinAll(messages.map(({ value }) => value))])], thread.begun, done);
}
