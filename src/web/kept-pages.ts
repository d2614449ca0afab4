import type { RequestHandler } from 'express';
import { actor, type Parts } from './context.ts';

/** Pages kept at most, and characters of all of them. */
const mostPages = 300;
const mostCharacters = 16 * 1024 * 1024;

type Page = { readonly state: string; readonly html: string };

/**
 * Gives the page that was made for the same person and address while nothing at all has changed since: no row of
 * the store, from whichever process, and not the minute, since pages tell times. Any write makes every page anew, so
 * none is ever out of date.
 */
export function keepPages({ store, now }: Pick<Parts, 'store' | 'now'>): RequestHandler {
  const pages = new Map<string, Page>();
  let characters = 0;
  const drop = (key: string): void => {
    characters -= pages.get(key)?.html.length ?? 0;
    pages.delete(key);
  };
  const keep = (key: string, page: Page): void => {
    drop(key);
    pages.set(key, page);
    characters += page.html.length;
    // A map is in order of insertion: the first one is the oldest.
    for (const [oldest] of pages) {
      if (pages.size <= mostPages && characters <= mostCharacters) break;
      drop(oldest);
    }
  };
  return async (request, response, next) => {
    const { user, scope } = actor(request);
    const key = JSON.stringify([user.id, scope, request.originalUrl]);
    // Read before the page is made: a write in between makes it newer than it is called, never older.
    const state = `${await store.state()} ${now().toISOString().slice(0, 16)}`;
    const kept = pages.get(key);
    if (kept?.state === state) {
      response.type('html').setHeader('Content-Length', Buffer.byteLength(kept.html));
      response.end(kept.html);
      return;
    }
    const send = response.send.bind(response);
    response.send = body => {
      if (response.statusCode === 200 && typeof body === 'string') keep(key, { state, html: body });
      return send(body);
    };
    next();
  };
}
