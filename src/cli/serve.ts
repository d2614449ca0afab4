import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { startThreads } from '../analysis/index.ts';
import { english } from '../messages/index.ts';
import type { Store } from '../store/index.ts';
import { createApp, type Desk, hasOwner, newSecret } from '../web/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { dataOption, logTo, newId, now, openData } from './data.ts';
import { readSample } from './sample.ts';

/** How long requests under way may take once the desk is told to stop. */
const stopWithinMs = 5_000;

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
    const stopping = signalled();
    const store = await openData(values.data);
    const analyst = startThreads();
    const code = newSecret();
    const hosts = ['localhost', '127.0.0.1', '[::1]', bracketed(values.host)];
    const log = logTo(io);
    const parts = { store, analyst, say: english, now, newId, log, setup: { code, hosts }, timeZone };
    const { app, desk } = createApp(parts);
    const server = app.listen(port, values.host);
    try {
      await listening(server, values.host, port);
    } catch (error) {
      await Promise.all([store.close(), analyst.close()]);
      throw error;
    }
    await fillWhenEmpty(store, desk);
    await desk.resume();
    await greet(io, server, values, store, code, timeZone);
    await stopping;
    await stop(server, desk);
    await analyst.close();
    await store.close();
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

/** A data folder that has never been used gets the sample article, so that the first visit has work to look at. */
async function fillWhenEmpty(store: Store, desk: Desk): Promise<void> {
  const [first] = await store.entries({ limit: 1 });
  if (!first) await desk.createArticle(await readSample(), '');
}

async function greet(
  io: Io,
  server: Server,
  { host, data }: { host: string; data: string },
  store: Store,
  code: string,
  zone: string,
): Promise<void> {
  const { port } = server.address() as AddressInfo;
  const address = `http://${bracketed(host)}:${port}/`;
  const first = !(await hasOwner(store));
  const lines = [
    english({ key: 'serve.address', params: { address } }),
    ...(first
      ? [english({ key: 'serve.first-visit', params: { address: `${address}setup?code=${code}` } })]
      : []),
    english({ key: 'serve.settings', params: { data, zone } }),
  ];
  await write(io.stdout, `${lines.join('\n')}\n`);
}

async function signalled(): Promise<void> {
  const stopped = new AbortController();
  const { signal } = stopped;
  await Promise.race(['SIGTERM', 'SIGINT'].map(name => once(process, name, { signal })));
  stopped.abort();
}

/** Takes no more requests, lets those under way finish, and cuts what has not finished in time. */
async function stop(server: Server, desk: Desk): Promise<void> {
  const late = new Promise<void>(resolve => setTimeout(resolve, stopWithinMs).unref());
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed.then(() => desk.settled()), late]);
  server.closeAllConnections();
}
