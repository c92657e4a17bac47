/** Timers, schedulers, queues and events: what runs later, and what takes time (C3). */
import type { CallbackEffect, Refs, Table } from './form/schema.js';

const later = (callback: Refs): CallbackEffect => ({ kind: 'callback', callback, when: 'later' });

/** Events that end short work on a file or stream: waiting for them is waiting for that. */
const SHORT_EVENTS = [
  'finish', 'close', 'end', 'drain', 'open', 'ready', 'spawn', 'error', 'readable', 'pipe', 'unpipe', 'connect', 'listening', 'data', 'response',
  'load', 'loadend', 'secureConnect', 'socket', 'flush', 'entry', 'header', 'headers', 'warning', 'abort', 'aborted', 'timeout', 'line', 'row', 'record',
];
export const isShortEvent = (name: string): boolean => SHORT_EVENTS.includes(name);
const longEvent = { kind: 'wait', unlessIs: { at: '1', is: SHORT_EVENTS } } as const;

const SECOND = 1000;

export const timers: Table = {
  calls: [
    {
      of: 'global#setTimeout',
      does: { kind: 'callback', callback: '0', when: 'later', delay: '1', args: ['2', '3', '4', '5', '6', '7'] },
    },
    // Runs again and again: no delay bounds when.
    { of: 'global#setInterval', does: { ...later('0'), args: ['2', '3', '4', '5', '6', '7'] } },
    {
      of: ['global#{setImmediate,queueMicrotask,requestIdleCallback}', 'global#process.nextTick'],
      does: { kind: 'callback', callback: '0', when: 'now', args: ['1', '2', '3', '4', '5', '6'] },
      returns: { source: 'unknown' },
    },
    { of: 'global#{clearTimeout,clearInterval,clearImmediate}', quick: true },

    { of: 'timers#promises.{setTimeout,setInterval,scheduler.wait}', does: { kind: 'wait', duration: '0' } },
    { of: 'global#scheduler.wait', does: { kind: 'wait', duration: '0' } },
    { of: ['timers#promises.{setImmediate,scheduler.yield}', 'global#scheduler.yield'], does: { kind: 'wait', duration: 0 } },
    {
      of: [
        '{delay,sleep-promise,p-sleep,yoctodelay,await-sleep,await-delay,timeout-as-promise,promise-delay,sleep-sync,thread-sleep,ts-sleep}#',
        '{delay#delay,delay#reject,es-toolkit#delay,es-toolkit/promise#delay,radash#sleep,remeda#sleep,@sapphire/utilities#sleep,modern-async#sleep}',
        '{sleep#msleep,global#Bun.sleep,global#Bun.sleepSync,bluebird#delay}',
        '{@std/async,jsr:@std/async}#delay',
      ],
      does: { kind: 'wait', duration: '0' },
    },
    { of: 'delay#{range,rangeDelay}', does: { kind: 'wait', duration: '1' } },
    { of: ['sleep#sleep', 'sleep-utils#sleepSeconds'], does: { kind: 'wait', duration: '0', unit: SECOND } },
    { of: 'sleep#usleep', does: { kind: 'wait', duration: '0', unit: 1 / SECOND } },
    // zx takes '5s' too; a text has no known length.
    { of: 'zx#sleep', does: { kind: 'wait', duration: '0' } },
    { of: 'global#Atomics.wait', does: { kind: 'wait', duration: '3' } },

    // Waits for something to become true, or to happen.
    { of: ['{p-wait-for,wait-on,wait-port,wait-for-expect,async-wait-until}#', 'wait-for-expect#default'], does: { kind: 'wait' } },
    { of: ['events#{once,on}', 'events#EventEmitter.{once,on}', 'p-event#{pEvent,pEventMultiple}', 'p-event#', 'promise-toolbox#fromEvent'], does: longEvent },

    // Events of emitters that the program makes itself, and of the process.
    { of: ['events#', 'events#EventEmitter', '{eventemitter3,eventemitter2,emittery,mitt}#', '{eventemitter3,eventemitter2}#{EventEmitter,EventEmitter2}'], returns: { entity: 'events#EventEmitter()' } },
    {
      of: 'events#EventEmitter().{on,once,addListener,prependListener,prependOnceListener,onAny}',
      does: { ...later('1'), event: '0' },
      returns: { entity: 'events#EventEmitter()' },
    },
    { of: 'events#EventEmitter().emit', does: { kind: 'emit', event: '0' }, quick: true },
    { of: 'events#EventEmitter().{listeners,rawListeners}', returns: { listeners: '0' }, quick: true },
    { of: ['global#Deno.addSignalListener', 'global#addEventListener'], does: later('1') },
    { of: ['{signal-exit,exit-hook,async-exit-hook,death}#', 'signal-exit#onExit', 'exit-hook#{asyncExitHook,gracefulExit}', 'when-exit#whenExit'], does: later('*') },
    { of: 'fs#{watch,watchFile}', does: later('last'), returns: { entity: 'events#EventEmitter()' } },
    { of: ['chokidar#watch', 'node-watch#', 'sane#', 'gaze#'], does: later('*'), returns: { entity: 'events#EventEmitter()' } },

    // Schedulers. Those that take a schedule, options and a function take them in more than one order.
    { of: ['node-cron#schedule', 'node-schedule#{scheduleJob,Job}', 'croner#', 'croner#Cron', 'cron#CronJob', 'cron#job'], does: later('*') },
    { of: ['cron#CronJob', 'cron#CronJob.from'], does: later('0.onTick') },
    { of: 'node-schedule#{RecurrenceRule,Range}', quick: true },
    { of: 'toad-scheduler#{Task,AsyncTask}', does: later('1') },
    { of: ['agenda#().define', 'agenda#Agenda().define', '@hokify/agenda#Agenda().define'], does: later('*') },
    { of: ['bree#', '@breejs/later#setTimeout', '@breejs/later#setInterval', 'later#setTimeout', 'later#setInterval'], does: later('0') },
    { of: ['cron-job-manager#', 'cronosjs#scheduleTask', 'cronosjs#CronosTask().on', 'simple-cron-schedule#'], does: later('*') },
    { of: 'global#Deno.cron', does: later('*') },
    { of: ['set-interval-async#setIntervalAsync', 'set-interval-async/{fixed,dynamic,legacy}#setIntervalAsync', 'long-timeout#setTimeout', 'long-timeout#setInterval', 'safe-timers#setTimeout', 'safe-timers#setInterval'], does: later('0') },

    // Jobs of a queue: they come when they come.
    { of: ['{bull,bee-queue,kue}#().{process,on}', 'kue#createQueue().process', 'bullmq#{Worker,QueueEvents}', 'bullmq#Worker().on'], does: later('*') },
    { of: ['amqplib#connect().createChannel().consume', 'kafkajs#Kafka().consumer().run', 'graphile-worker#run'], does: [later('*'), later('0.*')] },
    { of: 'mqtt#connect().{on,subscribe}', does: later('*') },
  ],
  types: [{ type: 'events#{EventEmitter,EventEmitter2}', entity: 'events#EventEmitter()' }],
};
