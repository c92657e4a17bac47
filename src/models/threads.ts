/** Modules that run beside the one that starts them, and what they say to each other (C3). */
import type { HearEffect, PostEffect, Table } from './form/schema.js';

const LISTEN = '{on,once,addListener,prependListener}';
const hear: HearEffect = { kind: 'hear', event: '0', callback: '1' };
const post: PostEffect = { kind: 'post', message: '0' };

export const threads: Table = {
  calls: [
    { of: 'worker_threads#Worker', does: { kind: 'start', module: '0', data: '1.workerData', args: '1.argv', env: '1.env' } },
    { of: 'child_process#fork', does: { kind: 'start', module: '0', args: '1', env: ['2.env', '1.env'] }, returns: { entity: 'child_process#fork()' } },
    { of: `worker_threads#{Worker(),parentPort}.${LISTEN}`, does: hear },
    { of: 'worker_threads#{Worker(),parentPort}.postMessage', does: post },
    { of: 'worker_threads#{Worker(),parentPort}.{ref,unref,close,terminate}', quick: true },
    { of: ['child_process#fork().on', 'child_process#fork().once', 'child_process#fork().addListener', `global#process.${LISTEN}`], does: hear },
    { of: ['child_process#fork().send', 'global#process.send'], does: post },
    { of: 'child_process#fork().{ref,unref,kill,disconnect}', quick: true },
  ],
};
