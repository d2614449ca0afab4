import { once } from 'node:events';
import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { startThreads } from '../analysis/index.ts';
import { english } from '../messages/index.ts';
import type { Store } from '../store/index.ts';
import { createApp, type Desk, hasOwner, type Log, newSecret, Problem, problemJson } from '../web/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { dataOption, logTo, newId, now, openData } from './data.ts';
import { visible } from './print.ts';
import { readSample } from './sample.ts';

/** How long requests under way may take once the desk is told to stop. */
const stopWithinMs = 5_000;
/** How long the last lines of the log may take to be read. */
const readWithinMs = 500;

/** `walnuts serve`: opens the data folder, builds the desk, listens until SIGTERM or SIGINT. */
export const serve: Command = {
  name: 'serve',
  usage: '[--port 4100] [--host 127.0.0.1] [--data ./data]',
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4100' },
        host: { type: 'string', default: '127.0.0.1' },
        ...dataOption,
      },
    });
    const port = readPort(values.port);
    const timeZone = readTimeZone(io);
    const logged = readLogged(io);
    const stopping = signalled();
    const store = await openData(values.data);
    const analyst = startThreads();
    const code = newSecret();
    const hosts = ['localhost', '127.0.0.1', '[::1]', bracketed(values.host)];
    const log = logged === 'requests' ? logTo(io) : withoutRequests(logTo(io));
    const setup = { code, hosts };
    const parts = { store, analyst, say: english, now, newId, log, setup, timeZone, stopping };
    const built = createApp(parts);
    const { desk } = built;
    const server = built.app.listen(port, values.host);
    answerUnreadable(server);
    try {
      await listening(server, values.host, port);
    } catch (error) {
      await Promise.all([store.close(), analyst.close()]);
      throw error;
    }
    await fillWhenEmpty(store, desk);
    await desk.resume();
    const settings = { data: values.data, zone: timeZone, logged };
    await greet(io, server, values.host, store, code, settings);
    if (!stopping.aborted) await once(stopping, 'abort');
    await stop(server, built);
    await analyst.close();
    await store.close();
    // Lines of the log that nobody reads would keep the process alive for ever.
    if (!(await isRead(io.stderr))) process.exit(0);
    return 0;
  },
};

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(english({ key: 'serve.bad-port' }));
  return port;
}

function readTimeZone({ env }: Io): string {
  const zone = env.WALNUTS_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw new UsageError(english({ key: 'serve.bad-zone', params: { zone } }));
  }
}

type Logged = 'requests' | 'quiet';

/** Each request has a line of the log, except on a terminal, where somebody reads the address of the desk. */
function readLogged({ env, stderr }: Io): Logged {
  const onTerminal = 'isTTY' in stderr && stderr.isTTY === true;
  const logged = env.WALNUTS_LOG ?? (onTerminal ? 'quiet' : 'requests');
  if (logged !== 'requests' && logged !== 'quiet')
    throw new UsageError(english({ key: 'serve.bad-log', params: { logged: visible(logged) } }));
  return logged;
}

const withoutRequests =
  (log: Log): Log =>
  event => {
    if (event.event !== 'request') log(event);
  };

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);

async function listening(server: Server, host: string, port: number): Promise<void> {
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE')
      throw new UsageError(english({ key: 'serve.port-taken', params: { port: String(port) } }));
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(english({ key: 'serve.no-address', params: { host } }));
    throw error;
  }
}

/** What node cannot read as a request gets a problem, too, and the connection ends. */
function answerUnreadable(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => answers.set(request.socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const last = answers.get(socket);
    const underWay = last?.headersSent && !last.writableFinished;
    // Nothing is written into an answer that has begun, such as a stream.
    if (!socket.writable || underWay) return socket.destroy();
    const problem = problemOfConnection(error.code);
    const body = problemJson(problem, english);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  });
}

function problemOfConnection(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem(431, 'long-head', { key: 'problem.long-head' });
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem(408, 'too-slow', { key: 'problem.too-slow' });
  return new Problem(400, 'bad-request', { key: 'problem.bad-request' });
}

/** A data folder that has never been used gets the sample article, so that the first visit has work to look at. */
async function fillWhenEmpty(store: Store, desk: Desk): Promise<void> {
  const [first] = await store.entries({ limit: 1 });
  if (!first) await desk.createArticle(await readSample(), '');
}

async function greet(
  io: Io,
  server: Server,
  host: string,
  store: Store,
  code: string,
  settings: { data: string; zone: string; logged: Logged },
): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const address = `http://${bracketed(host)}:${port}/`;
  const first = !(await hasOwner(store));
  const lines = [
    english({ key: 'serve.address', params: { address } }),
    ...(first
      ? [english({ key: 'serve.first-visit', params: { address: `${address}setup?code=${code}` } })]
      : []),
    english({ key: 'serve.settings', params: settings }),
  ];
  await write(io.stdout, `${lines.join('\n')}\n`);
}

/** Aborted at the first SIGTERM or SIGINT; a second one ends the process as it would any other. */
function signalled(): AbortSignal {
  const stopping = new AbortController();
  const signals = ['SIGTERM', 'SIGINT'] as const;
  const stop = (): void => {
    for (const signal of signals) process.off(signal, stop);
    stopping.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  return stopping.signal;
}

/** Whether everything written so far has found a reader, given a moment. */
async function isRead(stream: Writable): Promise<boolean> {
  const late = new Promise<false>(resolve => setTimeout(() => resolve(false), readWithinMs).unref());
  const done = write(stream, '').then(
    () => true,
    () => true,
  );
  return Promise.race([done, late]);
}

/** Takes no more requests, lets those under way finish, and cuts what has not finished in time. */
async function stop(server: Server, { desk, events }: ReturnType<typeof createApp>): Promise<void> {
  const late = new Promise<void>(resolve => setTimeout(resolve, stopWithinMs).unref());
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  // Streams have no end of their own; browsers come back to the next server.
  events.close();
  // Whoever has been answered holds the connection for a next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await Promise.race([closed.then(() => desk.settled()), late]);
  clearInterval(idle);
  server.closeAllConnections();
}
