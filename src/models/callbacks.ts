/** Libraries that call a function that they are given: retries, limits, locks; and what gives a function around one. */
import type { CallbackEffect, Table } from './form/schema.js';

const now = (callback: string, args?: readonly string[]): CallbackEffect => ({ kind: 'callback', callback, when: 'now', args });

/** Until it succeeds, with a pause before each further time. */
const retried: CallbackEffect = { ...now('*'), again: ['0.minTimeout', '1.minTimeout', '0.delay', '1.delay', '1.startingDelay', '1.backoffBase'] };

export const callbacks: Table = {
  calls: [
    // Retries: the call gives what the function gives.
    {
      of: [
        '{p-retry,promise-fn-retry,retry-as-promised,ts-retry-promise,p-try}#',
        'ts-retry#{retry,retryAsync,retryUntilTruthy,retryUntilDefined}',
        '{ts-retry-promise,@lifeomic/attempt,radash,zx,async,@std/async,jsr:@std/async,es-toolkit,es-toolkit/function}#retry',
        'retry-as-promised#retryAsPromised',
        'exponential-backoff#backOff',
        'modern-async#asyncRetry',
      ],
      does: retried,
    },
    { of: '{async-retry,promise-retry}#', does: { ...retried, passes: ['retry#bail'] } },
    { of: ['es-toolkit#{attempt,attemptAsync}', 'radash#defer', 'zx#{spinner,within}', 'bluebird#{try,attempt}'], does: now('*') },
    { of: 'retry#bail', does: { kind: 'exit' } },
    { of: 'retry#operation', returns: { entity: 'retry#operation()' } },
    { of: 'retry#operation().attempt', does: now('0') },
    { of: 'cockatiel#{retry,timeout,wrap,circuitBreaker,bulkhead,fallback}().execute', does: now('0') },

    { of: ['ms#', 'ms#ms', '@lukeed/ms#parse', '{parse-duration,human-interval,@lukeed/ms}#'], returns: { milliseconds: '0' }, quick: true },
    // What formats a text.
    { of: ['util#format', 'sprintf-js#sprintf', '{sprintf,printf,format-util,util-format,quick-format-unescaped}#', 'voca#sprintf', '{@std/fmt,@std/fmt/printf,jsr:@std/fmt/printf}#sprintf'], returns: { formatted: '0' }, quick: true },
    { of: ['sprintf-js#vsprintf', 'voca#vprintf'], returns: { formatted: '0', list: '1' }, quick: true },
    { of: ['bytes#{,parse}', '{filesize-parser,xbytes}#{,parse,parseSize}'], returns: { bytes: '0', prefix: 1024 }, quick: true },
    { of: 'bytes-iec#{,parse}', returns: { bytes: '0', prefix: 1000 }, quick: true },
    { of: 'util#formatWithOptions', returns: { formatted: '1' }, quick: true },

    // Limits and locks: the function runs when its turn comes, with the arguments that follow it.
    { of: 'p-limit#()', does: { ...now('0', ['1', '2', '3']), limit: ['made.0.concurrency', 'made.0'] } },
    { of: ['{p-queue,queue-promise,promise-queue}#().{add,addAll,enqueue}', 'p-queue#PQueue().{add,addAll}'], does: { ...now('0'), limit: ['made.0.concurrency', 'made.0.concurrent', 'made.0'] } },
    { of: ['bottleneck#().schedule', 'bottleneck#Group().key().schedule'], does: { ...now('0', ['1', '2', '3']), limit: 'made.0.maxConcurrent' } },
    { of: 'async-mutex#Semaphore().runExclusive', does: { ...now('*'), limit: 'made.0' } },
    { of: ['async-mutex#Mutex().runExclusive', 'p-mutex#().withLock', 'async-lock#().acquire'], does: { ...now('*'), limit: 1 } },
    {
      of: [
        '{p-series,p-all,p-waterfall,p-times,p-whilst,p-do-whilst,p-forever}#',
        'async#{parallel,parallelLimit,race,times,timesSeries,until,whilst,doWhilst}',
      ],
      does: now('*'),
    },
    // A queue of one function's work: it runs for each thing that is put in.
    { of: ['fastq#', 'fastq#promise', 'async#{queue,priorityQueue}'], returns: { entity: 'fastq#()' }, quick: true },
    { of: 'fastq#().{push,unshift}', does: { kind: 'callback', callback: ['made.0', 'made.1'], when: 'now', args: ['0'], passes: ['', ''] } },
    { of: ['async#{cargo,cargoQueue}'], returns: { entity: 'async#cargo()' }, quick: true },
    { of: 'async#cargo().{push,unshift,pushAsync}', does: { kind: 'callback', callback: 'made.0', when: 'now' } },
    { of: 'listr2#Listr', does: [now('0.*.task'), now('0.task')] },

    // A time limit on a promise.
    { of: ['{p-timeout,promise-timeout}#', 'promise-timeout#timeout'], returns: { argument: '0' } },

    // Functions that wait for a pause in the calls.
    {
      of: [
        '{lodash,es-toolkit,es-toolkit/function}#debounce',
        '{debounce,p-debounce,just-debounce-it}#',
        'perfect-debounce#debounce',
      ],
      returns: { delayed: '0', delay: '1' },
    },
    // Functions around a function: calling them calls it.
    {
      of: [
        '{lodash,es-toolkit,es-toolkit/function}#{throttle,unary,ary}',
        '{throttleit,just-throttle}#',
        'radash#tryit',
        'async#{asyncify,ensureAsync}',
        'util#deprecate',
        'p-throttle#()',
        'p-limit#limitFunction',
        'bottleneck#().wrap',
        'async_hooks#AsyncResource.bind',
      ],
      returns: { argument: '0' },
    },
    { of: 'throttle-debounce#{throttle,debounce}', returns: { argument: '1' } },
    { of: ['lodash#partial', 'just-partial-it#', 'es-toolkit#partial'], returns: { entity: 'lodash#partial()' } },
    { of: 'lodash#partial()', does: now('made.0', ['made.1', 'made.2', 'made.3', '0', '1', '2']) },
    { of: 'opossum#', returns: { entity: 'opossum#()' } },
    { of: 'opossum#().fire', does: now('made.0', ['0', '1', '2']) },
    // Functions that remember what they gave, by the first argument or by all, or by what a function makes of those.
    { of: ['lodash#memoize', 'async#memoize'], returns: { memoized: '0', key: '1' } },
    { of: '{es-toolkit,es-toolkit/function}#memoize', returns: { memoized: '0', key: '1.getCacheKey' } },
    { of: '{p-memoize,memoize,mem}#', returns: { memoized: '0', key: '1.cacheKey', keyOf: 'list', age: '1.maxAge' } },
    { of: 'memoizee#', returns: { memoized: '0', by: 'all', key: '1.normalizer', keyOf: 'list', age: '1.maxAge' } },
    { of: 'radash#memo', returns: { memoized: '0', by: 'all', key: '1.key', age: '1.ttl' } },
    { of: ['{micro-memoize,moize}#', 'moize#moize'], returns: { memoized: '0', by: 'all', key: ['1.transformKey', '1.transformArgs'], keyOf: 'list', age: '1.maxAge' } },
    { of: '{fast-memoize,@formatjs/fast-memoize}#', returns: { memoized: '0', by: 'all' } },
    { of: ['{memoize-one,nano-memoize,promise-memoize}#', 'nano-memoize#nanomemoize'], returns: { memoized: '0', by: 'all', age: '1.maxAge' } },
    { of: ['memoizerific#()', 'lru-memoize#()'], returns: { memoized: '0', by: 'all' } },
    { of: 'ramda#memoizeWith', returns: { memoized: '1', key: '0' } },
    {
      of: ['{lodash,lodash/fp,es-toolkit,es-toolkit/function,ramda,rambda,remeda}#once', '{once,onetime,p-once,just-once}#', 'once#strict'],
      returns: { memoized: '0', once: true },
    },
    // The same as decorators of methods.
    {
      of: ['typescript-memoize#{Memoize,MemoizeExpiring}', 'lodash-decorators#{Memoize,Once}', '{utils-decorators,@decorators/memoize,memoize-decorator}#memoize', 'memoizee-decorator#Memoize'],
      returns: { entity: 'decorators#memoizing' },
    },
    { of: ['decorators#memoizing', '{core-decorators,decko,bind-decorator,lodash-decorators}#memoize', 'memoize-decorator#', 'lodash-decorators#once'], returns: { memoized: '0', by: 'all' } },
    // Functions one after another, each of which calls back.
    { of: ['async#waterfall', '{run-waterfall,a-sync-waterfall,async-waterfall}#'], returns: { steps: '0', done: '1', passes: true } },
    { of: ['async#series', '{run-series,async-series}#'], returns: { steps: '0', done: '1' } },
    // Generators as asynchronous functions.
    { of: ['co#', 'bluebird#Promise.spawn'], returns: { coroutine: '0' } },
    { of: ['co#wrap', 'bluebird#coroutine', 'global#Promise.coroutine'], returns: { coroutine: '0', wraps: true } },
    // One function out of several, and one that takes its arguments one by one.
    {
      of: [
        'lodash#{flow,pipe}',
        'lodash/fp#{flow,pipe}',
        '{es-toolkit,es-toolkit/function,fp-ts/function,fp-ts/lib/function,effect,effect/Function}#flow',
        '{ramda,rambda,rambdax}#pipe',
        'remeda#createPipe',
        'radash#chain',
        'just-compose#',
      ],
      returns: { composed: 'forwards' },
    },
    { of: '{ramda,rambda,rambdax}#{pipeP,pipeAsync}', returns: { composed: 'forwards', awaits: true } },
    { of: 'p-pipe#', returns: { composed: 'forwards', awaits: true } },
    {
      of: [
        'lodash#{flowRight,compose}',
        'lodash/fp#{flowRight,compose}',
        '{es-toolkit,es-toolkit/function}#flowRight',
        '{ramda,rambda,rambdax,redux}#compose',
        'compose-function#',
      ],
      returns: { composed: 'backwards' },
    },
    { of: 'ramda#composeP', returns: { composed: 'backwards', awaits: true } },
    { of: ['{fp-ts/function,fp-ts/lib/function,effect,effect/Function,remeda}#pipe', 'just-pipe#'], returns: { composed: 'forwards', starts: true } },
    { of: ['{ramda,rambda,rambdax,lodash,lodash/fp,es-toolkit,es-toolkit/function}#curry', 'just-curry-it#'], returns: { curried: '0' } },
    {
      of: ['util#promisify', 'bluebird#promisify', '{pify,es6-promisify,util-promisify,thenify}#', 'es6-promisify#promisify'],
      returns: { promisified: '0' },
    },
  ],
};
