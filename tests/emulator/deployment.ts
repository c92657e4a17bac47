/** The deployment stage: the plugin serves, the platform asks it for predictions. */
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startStage, type StageStart } from './process.js';
import { crash, fileRefusal, type Violation } from './violations.js';

/** A request to the deployed plugin, and what it should answer. */
export interface Prediction {
  readonly path: string;
  /** Sent as JSON, by POST. */
  readonly body: unknown;
  /** The answer, as JSON. */
  readonly expected: unknown;
}

/** Milliseconds that a server may take to come up, and to go down. */
const STARTING = 10_000;
const DYING = 300;

const STAGE = 'deployment';

/** Starts the server on a port of its own (`PORT`), sends the requests, and ends it. */
export async function deploy(start: StageStart, predictions: readonly Prediction[]): Promise<Violation[]> {
  const port = await freePort();
  const { child, ended } = startStage({ ...start, env: { ...start.env, PORT: String(port) } });
  const early = { ended: false };
  void ended.then(() => {
    early.ended = true;
  });
  const violations: Violation[] = [];
  try {
    if (await answering(port, early)) {
      for (const prediction of predictions) violations.push(...(await predicted(port, prediction)));
    }
    // A process that dies of a request is gone a moment later than its connection.
    if (violations.length > 0) await Promise.race([ended, wait(DYING)]);
  } finally {
    const crashed = early.ended;
    child.kill('SIGKILL');
    const { exitCode, stderr } = await ended;
    const file = fileRefusal(STAGE, stderr);
    if (file !== undefined) violations.push(file);
    if (crashed) violations.push(crash(STAGE, exitCode, stderr));
  }
  return violations;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Whether the server has come up; not where its process has ended before. */
async function answering(port: number, process: { readonly ended: boolean }): Promise<boolean> {
  const until = Date.now() + STARTING;
  while (Date.now() < until && !process.ended) {
    if (await connects(port)) return true;
    await wait(20);
  }
  return false;
}

async function connects(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const connected = await new Promise<boolean>((resolve) => {
    socket.on('connect', () => {
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
  socket.destroy();
  return connected;
}

async function predicted(port: number, { path, body, expected }: Prediction): Promise<Violation[]> {
  const answer = await asked(port, path, body);
  const wanted = JSON.stringify(expected);
  if (answer.status === 200 && answer.text === wanted) return [];
  return [{ kind: 'answer', stage: STAGE, status: answer.status, expected: wanted, found: answer.text }];
}

async function asked(port: number, path: string, body: unknown): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(`http://127.0.0.1:${String(port)}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 0, text: 'no answer' };
  }
}
