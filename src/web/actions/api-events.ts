import { type Action, namesOf, param } from '../context.ts';
import type { Listener, LogLine } from '../events.ts';
import { readQuery, readValue } from '../forms/read.ts';
import { eventsQuery } from '../forms/schemas.ts';
import { identify, maySee } from '../guard.ts';
import { articlePresenter } from '../present/article-json.ts';
import { Problem } from '../problem.ts';
import { noArticle } from './api-article.ts';

/** A line now and then keeps proxies from closing a quiet stream, and shows whether anybody still listens. */
const beatMs = 15_000;
/** A listener that is so far behind is cut, and resumes where it stopped. */
const unsentMost = 4 * 1024 * 1024;

/**
 * `GET /api/v1/articles/:id/events`: server-sent events. `article` tells the present state, at once and whenever it
 * changes; `decision`, `text`, `import` and `removed` are lines of the log, whose number is the event's id. Who
 * comes back with Last-Event-ID (or `?after=`) gets every later one, and none twice.
 */
export const apiEvents: Action = async (services, request, response) => {
  const { desk, store, say, events } = services;
  const id = param(request, 'id');
  const last = await store.lastSeq();
  const review = await desk.review(id);
  if (!review) throw noArticle();
  const header = request.get('Last-Event-ID');
  const { after: given } =
    header === undefined ? readQuery(request, eventsQuery) : readValue({ after: header }, eventsQuery);
  const after = Math.min(given === undefined ? last : Number(given), last);

  const write = (event: string, data: object, seq?: number): void => {
    const line = seq === undefined ? '' : `id: ${seq}\n`;
    response.write(`${line}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (response.writableLength > unsentMost) response.destroy();
  };
  const present = async (): Promise<void> => {
    const now = await desk.review(id);
    if (!now) return;
    const { etag, state, archived, analysis, checked, tally } = now;
    const { critical, major, minor } = tally;
    write('article', { etag, state, archived, analysis, checked, open: { critical, major, minor } });
  };
  const listener: Listener = {
    article: id,
    present,
    end: () => response.end(),
    async lines(lines) {
      const now = await desk.review(id);
      const presenter = articlePresenter(say, await namesOf(store));
      const history = new Map(now?.history.map(item => [item.id, item]));
      for (const line of lines) {
        const item = history.get(line.id);
        if (item) write('decision', presenter.history(item), line.seq);
        else write(otherEvents[line.kind] ?? line.kind, told(line, presenter.nameOf), line.seq);
        if (line.kind === 'remove') response.end();
      }
    },
  };

  if (!events.hasRoom()) throw tooManyStreams();
  response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  // Compression, ours or a proxy's, would hold events back until the stream ends.
  response.setHeader('Cache-Control', 'no-store, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  // Who asks for the head of a stream alone would wait for its end, and there is none.
  if (request.method === 'HEAD') return void response.end();
  response.write(`retry: 2000\nid: ${after}\n`);
  await present();
  const beat = setInterval(async () => {
    // Whoever was shut out in the meantime hears nothing more.
    const actor = await identify(services, request, { noteUse: false }).catch(() => undefined);
    if (actor && maySee(actor)) response.write(':\n\n');
    else response.end();
  }, beatMs).unref();
  events.listen(listener, after);
  response.once('close', () => {
    clearInterval(beat);
    events.leave(listener);
  });
};

const otherEvents: Readonly<Record<string, string>> = { 'set-text': 'text', remove: 'removed' };

/** What a line says that is no decision: which text, by whom. */
function told({ id, by, at, payload }: LogLine, nameOf: (id: string) => string): object {
  const { role, hash } = (payload ?? {}) as { role?: string; hash?: string };
  return { id, by: nameOf(by), at, ...(role !== undefined && { role }), ...(hash !== undefined && { hash }) };
}

const tooManyStreams = (): Problem =>
  new Problem(503, 'too-many-streams', { key: 'problem.too-many-streams' });
