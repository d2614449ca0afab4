import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { type ServedDesk, serveDesk, startProcess, stopProcess } from './desk.ts';
import { type Bench, median, type Row } from './measure.ts';

const turns = 5;
const turnMs = 2_000;
const connections = 16;
const articles = 50;
/** The list shows a page of that many at a time. */
const rowsShown = 25;

/**
 * Requests a second of our pages beside a bare Express and Handlebars page with the same words: two servers in
 * processes of their own, asked in turn, 16 connections kept open. A page that nobody changed is kept and sent again;
 * "made anew" asks for another address each time, so that every page is made.
 */
export const pages: Bench = async () => {
  const desk = await serveDesk();
  const bare = await startProcess([join(import.meta.dirname, 'bare/server.ts'), String(rowsShown)]);
  try {
    const [id] = await desk.articles(articles);
    const file = (format: string): string =>
      `/api/v1/articles/${id}/export?format=${format}&include=proposed`;
    const asked = [
      { what: 'review page', path: `/articles/${id}`, bare: '/article', atLeast: 0.25 },
      { what: 'review page made anew', path: `/articles/${id}?n=`, anew: true, bare: '/article' },
      { what: `list of ${articles} articles`, path: '/articles?show=all', bare: '/list', atLeast: 0.5 },
      { what: 'list made anew', path: '/articles?show=all&n=', anew: true, bare: '/list' },
      { what: 'export as text', path: file('txt'), bare: '/article', atLeast: 0.25 },
      { what: 'export as JSON', path: file('json'), bare: '/article', atLeast: 0.25 },
      { what: 'export as Word file', path: file('docx-tracked'), bare: '/article' },
    ];
    const rows: Row[] = [];
    for (const { bare: path, ...one } of asked) rows.push(await compare(desk, one, bare.origin + path));
    return rows;
  } finally {
    await stopProcess(bare.process);
    await desk.stop();
  }
};

type Asked = {
  readonly what: string;
  readonly path: string;
  /** Asks for another address each time, which is the path with a number behind it. */
  readonly anew?: boolean;
  readonly atLeast?: number;
};

async function compare(
  desk: ServedDesk,
  { what, path, anew = false, ...bar }: Asked,
  bareUrl: string,
): Promise<Row> {
  const ours: Turn[] = [];
  const theirs: Turn[] = [];
  for (let turn = 0; turn < turns; turn++) {
    theirs.push(await ask(() => bareUrl, ''));
    const url = desk.origin + path;
    ours.push(await ask(() => (anew ? `${url}${++count}` : url), desk.cookie));
  }
  const rate = (all: readonly Turn[]): number => median(all.map(({ perSecond }) => perSecond));
  const p99 = (all: readonly Turn[]): string => median(all.map(turn => turn.p99)).toFixed(0);
  return {
    what: `${what}: requests a second, p99 in ms; bare page`,
    ours: `${rate(ours).toFixed(0)}, ${p99(ours)}`,
    beside: `${rate(theirs).toFixed(0)}, ${p99(theirs)}`,
    figure: rate(ours) / rate(theirs),
    ...bar,
  };
}

let count = 0;

type Turn = { readonly perSecond: number; readonly p99: number };

/** Each connection asks again as soon as it has its answer. Throws on anything but 200. */
async function ask(url: () => string, cookie: string): Promise<Turn> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() - start < turnMs) {
        const sent = performance.now();
        await get(url(), agent, cookie);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)]! };
}

const get = (url: string, agent: Agent, cookie: string): Promise<void> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers: { Cookie: cookie } }, response => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      response.on('end', resolve).resume();
    })
      .on('error', reject)
      .end();
  });
