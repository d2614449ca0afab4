import type { Response } from 'express';
import { type Action, actor, param } from '../context.ts';
import type { Listener } from '../events.ts';
import { readQuery, readValue } from '../forms/read.ts';
import { eventsQuery } from '../forms/schemas.ts';
import { identify, maySee, sessionSecret } from '../guard.ts';
import { Problem } from '../problem.ts';
import { noArticle } from './api-article.ts';

/** A line now and then keeps proxies from closing a quiet stream, and shows whether anybody still listens. */
const beatMs = 15_000;
/** A listener that takes nothing for so long is cut, and resumes where it stopped. */
const drainMs = 30_000;

/**
 * `GET /api/v1/articles/:id/events`: server-sent events. `article` tells the present state, at once and whenever it
 * changes; `decision`, `text`, `import` and `removed` are lines of the log, whose number is the event's id. Who
 * comes back with Last-Event-ID (or `?after=`) gets every later one, and none twice.
 */
export const apiEvents: Action = async (services, request, response) => {
  const { store, events } = services;
  const id = param(request, 'id');
  const last = await store.lastSeq();
  const state = await events.state(id);
  if (state === undefined) throw noArticle();
  const header = request.get('Last-Event-ID');
  const { after: given } =
    header === undefined ? readQuery(request, eventsQuery) : readValue({ after: header }, eventsQuery);
  const after = Math.min(given === undefined ? last : Number(given), last);

  const account = actor(request).user.id;
  if (!events.hasRoom(account)) throw tooManyStreams();
  response.status(200).setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  // Compression, ours or a proxy's, would hold events back until the stream ends.
  response.setHeader('Cache-Control', 'no-store, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
  // Who asks for the head of a stream alone would wait for its end, and there is none.
  if (request.method === 'HEAD') return void response.end();
  // Who has gone already would keep the place for ever.
  if (response.destroyed) return;

  const listener: Listener = {
    article: id,
    account,
    key: JSON.stringify([request.headers.authorization, sessionSecret(request)]),
    async mayHear() {
      const present = await identify(services, request, { noteUse: false }).catch(() => undefined);
      return present !== undefined && maySee(present);
    },
    async write(event) {
      if (response.writableEnded || response.destroyed) return false;
      return response.write(event) || drained(response);
    },
    end: () => response.end(),
  };
  response.write(`retry: 2000\nid: ${after}\n${state}`);
  const beat = setInterval(async () => {
    // Whoever was shut out in the meantime hears nothing more, on a quiet article too.
    if (!(await listener.mayHear())) response.end();
    else if (!response.writableEnded && !response.writableNeedDrain) response.write(':\n\n');
  }, beatMs).unref();
  response.once('close', () => {
    clearInterval(beat);
    events.leave(listener);
  });
  events.listen(listener, { after, heard: state });
};

/** Waits until what was written has left for a slow reader. False: it is gone, or was cut for taking nothing. */
function drained(response: Response): Promise<boolean> {
  return new Promise(resolve => {
    const cut = setTimeout(() => response.destroy(), drainMs).unref();
    const settle = () => {
      clearTimeout(cut);
      response.off('drain', settle).off('close', settle);
      resolve(!response.destroyed);
    };
    response.on('drain', settle).on('close', settle);
  });
}

const tooManyStreams = (): Problem =>
  new Problem(503, 'too-many-streams', { key: 'problem.too-many-streams' });
