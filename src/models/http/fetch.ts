/** `fetch`, the packages that are it (more of them in `entity-names.ts`), and the ones that wrap it and give a fetch. */
import type { Table } from '../form/schema.js';

export const fetchClients: Table = {
  calls: [
    {
      of: [
        'global#{fetch,Bun.fetch}',
        '{unfetch,node-fetch-cache,fetch-ponyfill,popsicle,electron-fetch,lambda-fetch}#',
        '{popsicle,@adobe/fetch,@whatwg-node/fetch,@remix-run/web-fetch,expo/fetch,undici-fetch,fetch-cookie}#fetch',
        'electron#net.fetch',
      ],
      does: {
        kind: 'request',
        url: '0',
        method: { from: ['1.method', 'defaults.method'], default: 'GET' },
        body: '1.body',
        headers: ['1.headers', 'defaults.headers'],
      },
    },
    { of: 'global#Request().clone', returns: { argument: 'this' }, quick: true },
    // make-fetch-happen: a fetch with options of its own.
    { of: 'global#fetch.defaults', returns: { entity: 'global#fetch', defaults: 'last' } },
    // The fetch that is handed in, with retries, cookies or traces around it.
    {
      of: '{fetch-retry,@vercel/fetch-retry,@zeit/fetch-retry,@vercel/fetch,fetch-cookie,fetch-cookie/node-fetch,fetch-with-proxy,zipkin-instrumentation-fetch}#',
      returns: { argument: '0' },
    },
    // A form as the bytes that are sent of it.
    { of: 'form-data-encoder#{FormDataEncoder,Encoder}', returns: { argument: '0' }, quick: true },
    { of: 'global#FormData().encode', returns: { argument: 'this' }, quick: true },
    { of: 'formdata-polyfill/{formdata-to-blob,formdata-to-blob.js}#formDataToBlob', returns: { argument: '0' }, quick: true },
    // A `FormData` that sends itself.
    {
      of: 'global#FormData().submit',
      does: { kind: 'request', url: ['0.href', '0'], method: { from: '0.method', default: 'POST' }, form: 'this', headers: '0.headers' },
    },
  ],
  types: [{ type: ['node-fetch#FetchFunction', 'make-fetch-happen#FetchInterface'], entity: 'global#fetch' }],
};
