import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** A desk that really listens, for what supertest cannot do: streams, and many requests at once. */
export async function serve(app: Express): Promise<{ url: string; close: () => Promise<void> }> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type Reply<T = unknown> = { status: number; headers: Headers; body: T };

/** What a program has: an address and a token. */
export function client(url: string, token: string) {
  return async <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : text) as T,
    };
  };
}
export type Client = ReturnType<typeof client>;

export type StreamEvent = { id?: string; event: string; data: Record<string, unknown> };

/** Listens as a browser's EventSource does. `events` grows; `until` waits for one; `cut` drops the line. */
export async function listen(url: string, token: string, article: string, lastEventId?: string) {
  const cutter = new AbortController();
  const response = await fetch(`${url}/api/v1/articles/${article}/events`, {
    signal: cutter.signal,
    headers: {
      Authorization: `Bearer ${token}`,
      'Accept-Encoding': 'gzip',
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    },
  });
  const events: StreamEvent[] = [];
  let lastId = lastEventId;
  let wake = () => {};
  const take = (block: string): void => {
    const fields = new Map(
      block.split('\n').map(line => line.split(/: ?(.*)/s, 2) as [string, string | undefined]),
    );
    lastId = fields.get('id') ?? lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    const id = fields.get('id');
    events.push({ ...(id !== undefined && { id }), event: fields.get('event')!, data: JSON.parse(data) });
  };
  const reading = (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) take(block);
      wake();
    }
  })().catch(() => {});
  return {
    response,
    events,
    lastId: () => lastId,
    async until(found: (events: readonly StreamEvent[]) => boolean, ms = 5_000): Promise<void> {
      const end = Date.now() + ms;
      while (!found(events)) {
        if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(events)}`);
        await new Promise<void>(resolve => {
          wake = resolve;
          setTimeout(resolve, 50);
        });
      }
    },
    cut: () => cutter.abort(),
    ended: reading,
  };
}
export type Stream = Awaited<ReturnType<typeof listen>>;
