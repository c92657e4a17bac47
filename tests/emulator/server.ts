/** The storage of the contract as an HTTP server on loopback: what it does not serve, it refuses and records. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SteppedClock } from './clock.js';
import { RunLedger, type Manifest, type UploadKeys } from './manifest.js';
import { UrlSigner, type Mode } from './signing.js';
import { FileStore } from './store.js';
import type { Refusal, Violation } from './violations.js';

/** The most that one file may have, in bytes (C9). */
export const SIZE_LIMIT = 5 * 2 ** 30;

export interface StorageOptions {
  readonly mode?: Mode;
  readonly sizeLimit?: number;
  readonly uploadKeys?: UploadKeys;
  /** The data of each stage, served as text. */
  readonly data?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
}

class RefusedError extends Error {
  constructor(
    readonly status: Refusal['status'],
    reason: string,
  ) {
    super(reason);
  }
}

export class StorageServer {
  readonly clock = new SteppedClock();
  readonly store = new FileStore();
  readonly run = new RunLedger();
  readonly violations: Violation[] = [];
  readonly #signer: UrlSigner;
  readonly #options: StorageOptions;
  readonly #server: Server;

  private constructor(options: StorageOptions) {
    this.#options = options;
    this.#signer = new UrlSigner('the key of the platform', this.clock, options.mode ?? 'development');
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(options: StorageOptions = {}): Promise<StorageServer> {
    const storage = new StorageServer(options);
    await new Promise<void>((listening) => {
      storage.#server.listen(0, '127.0.0.1', listening);
    });
    return storage;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** The manifest of the stage that runs now. */
  manifest(): Manifest {
    const stages = Object.keys(this.#options.data ?? {});
    const data = Object.fromEntries(stages.map((stage) => [stage, `${this.origin}/data/${stage}`]));
    return this.run.manifest(this.origin, data, this.#options.uploadKeys ?? 'ended');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '' } = request;
    try {
      const { status, body } = await this.#answer(request, method, target);
      response.writeHead(status).end(body);
    } catch (error) {
      if (!(error instanceof RefusedError)) {
        response.destroy();
        return;
      }
      const { status, message: reason } = error;
      this.violations.push({ kind: 'refused', stage: this.run.stage, method, target, status, reason });
      response.writeHead(status, { 'content-type': 'text/plain' }).end(reason);
    }
  }

  #answer(request: IncomingMessage, method: string, target: string): Answer | Promise<Answer> {
    const [, service = '', ...rest] = pathOf(target).split('/');
    switch (service) {
      case 'data':
        return this.#data(method, rest);
      case 'upload_url':
        return this.#uploadUrl(method, rest);
      case 'bucket':
        return this.#upload(request, method, target, rest);
      case 'files':
        return this.#download(method, rest);
      case 'clock':
        return this.#pass(request);
      default:
        throw new RefusedError(404, 'there is nothing here');
    }
  }

  #data(method: string, rest: readonly string[]): Answer {
    allowOnly('GET', method, 'data is read only');
    const text = rest.length === 1 ? this.#options.data?.[rest[0] ?? ''] : undefined;
    if (text === undefined) throw new RefusedError(404, 'there is no such data');
    return { status: 200, body: text };
  }

  /** Step one of an upload (C1). */
  #uploadUrl(method: string, rest: readonly string[]): Answer {
    allowOnly('GET', method, 'this URL gives upload URLs and takes no file');
    const { folder, path } = this.#addressed(rest);
    if (path === '') throw new RefusedError(400, 'a file path is missing');
    if (path.split('/').includes('')) throw new RefusedError(400, 'the file path has an empty part');
    if (this.run.current === undefined) throw new RefusedError(403, 'nothing can be uploaded in deployment');
    if (this.run.current.folder !== folder) throw new RefusedError(403, 'only the current stage can be uploaded to');
    return { status: 200, body: this.origin + this.#signer.sign(`/bucket/abcd/${folder}/${encodedPath(path)}`) };
  }

  /** Step two: a PUT of the raw bytes to the URL as it was signed (C1, C3, C8, C9). */
  async #upload(request: IncomingMessage, method: string, target: string, rest: readonly string[]): Promise<Answer> {
    allowOnly('PUT', method, 'an upload is a PUT');
    const check = this.#signer.check(target);
    if (check === 'altered') throw new RefusedError(403, 'the URL is not as it was signed');
    if (check === 'expired') throw new RefusedError(403, 'the upload URL has expired');
    const limit = this.#options.sizeLimit ?? SIZE_LIMIT;
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new RefusedError(413, 'the file is too large');
    const { folder, path } = this.#addressed(rest);
    this.store.put(folder, path, await bodyOf(request, limit));
    return { status: 200, body: '' };
  }

  #download(method: string, rest: readonly string[]): Answer {
    allowOnly('GET', method, 'a download URL takes no file');
    const { folder, path } = this.#addressed(rest);
    const bytes = this.store.get(folder, path);
    if (bytes === undefined) throw new RefusedError(404, 'no such file was uploaded');
    return { status: 200, body: bytes };
  }

  /** Not of the platform: the process under test says how long it has waited. */
  async #pass(request: IncomingMessage): Promise<Answer> {
    this.clock.advance(Number(await bodyOf(request, 64)));
    return { status: 204, body: '' };
  }

  #addressed([run = '', folder = '', ...parts]: readonly string[]): { folder: string; path: string } {
    if (run !== 'abcd' || !this.run.knows(folder)) throw new RefusedError(404, 'there is no such stage');
    return { folder, path: parts.map(decoded).join('/') };
  }
}

const pathOf = (target: string): string => target.replace(/\?.*$/su, '');

const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RefusedError(400, 'the file path is not encoded');
  }
}

function allowOnly(allowed: string, method: string, reason: string): void {
  if (method !== allowed) throw new RefusedError(405, reason);
}

/** A body that declares no length is counted while it comes; the rest of one that is too long is read and dropped, so that its sender hears. */
function bodyOf(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new RefusedError(413, 'the file is too large'));
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}
