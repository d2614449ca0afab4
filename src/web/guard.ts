import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { actorOf, type Parts, type RoutePermission, type Services, setActor } from './context.ts';
import { type Actor, actorMay } from './desk.ts';
import { Problem } from './problem.ts';
import { pageBefore } from './referer.ts';
import { hashSecret } from './secrets.ts';

export const cookieName = 'walnuts';

/** A day without use, or a week in all, and one signs in again. */
const idleMs = 24 * 3600_000;
const absoluteMs = 7 * 24 * 3600_000;
/** Use is noted at most this often: reading a page is no reason to write. */
const noteUseMs = 5 * 60_000;

/** The value of our cookie, or nothing. */
export function sessionSecret(request: Request): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value) return value;
  }
  return undefined;
}

/**
 * Who sends a request: a program by its bearer token, a person by the session cookie. Throws for a wrong or dead
 * token; a dead cookie is simply nobody. `noteUse`: false for who merely stays connected.
 */
export async function identify(
  { store, now }: Parts,
  request: Request,
  { noteUse = true } = {},
): Promise<Actor | undefined> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const moment = now();
  if (bearer !== undefined) {
    const token = await store.token(hashSecret(bearer));
    if (!token) throw new Problem(401, 'bad-token', { key: 'problem.bad-token' });
    if (noteUse && isOlder(token.usedAt, moment, noteUseMs))
      await store.useToken(token.id, moment.toISOString());
    return { user: token.user, scope: token.scope };
  }
  const secret = sessionSecret(request);
  if (secret === undefined) return undefined;
  const hash = hashSecret(secret);
  const session = await store.session(hash);
  const alive =
    session && !isOlder(session.usedAt, moment, idleMs) && !isOlder(session.createdAt, moment, absoluteMs);
  if (!alive) return undefined;
  if (noteUse && isOlder(session.usedAt, moment, noteUseMs))
    await store.useSession(hash, moment.toISOString());
  return { user: session.user };
}

export function authenticate(parts: Parts): RequestHandler {
  return async (request: Request, _response: Response, next: NextFunction) => {
    const actor = await identify(parts, request);
    if (actor) setActor(request, actor);
    next();
  };
}

/** Whether somebody may look at articles, asked again of who stays connected. */
export const maySee = (actor: Actor): boolean => actorMay(actor, 'read');

const isOlder = (at: string | undefined, moment: Date, ageMs: number): boolean =>
  at === undefined || Math.abs(moment.getTime() - Date.parse(at)) > ageMs;

/**
 * Refuses requests that another site made a browser send: everything that changes something and comes with
 * Sec-Fetch-Site other than same-origin or none, or, from older browsers, with a foreign Origin. Programs with
 * bearer tokens carry no cookie that could be abused.
 */
export const refuseForeignSites: RequestHandler = (request, _response, next) => {
  const byToken = actorOf(request)?.scope !== undefined;
  if (byToken || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const own =
    site !== undefined ? site === 'same-origin' || site === 'none' : sameHost(origin, request.headers.host);
  if (!own) throw new Problem(403, 'foreign-site', { key: 'problem.foreign-site' });
  next();
};

/** No Origin at all is a program without a browser. */
function sameHost(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The one place where a route's permission is asked for, for page, form and API alike. */
export function requirePermission({ store }: Services, permission: RoutePermission): RequestHandler {
  return async (request, response, next) => {
    if (permission === 'open') return next();
    const actor = actorOf(request);
    if (!actor) {
      if (wantsPage(request)) {
        const anybody = (await store.users()).length > 0;
        return response.redirect(303, anybody ? `/login${wayBack(request)}` : '/setup');
      }
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new Problem(401, 'sign-in', { key: 'problem.sign-in' });
    }
    if (!actorMay(actor, permission)) throw new Problem(403, 'forbidden', { key: 'refuse.permission' });
    next();
  };
}

/** Where to go on after signing in: to the page that was asked for, or back to the one whose form was sent. */
function wayBack(request: Request): string {
  if (request.method === 'GET') return `?${new URLSearchParams({ next: request.originalUrl })}`;
  const next = pageBefore(request);
  return next === undefined ? '' : `?${new URLSearchParams({ next, form: 'open' })}`;
}

/** Pages answer people with pages; the API answers with JSON, and so does what only programs read. */
export const wantsPage = (request: Request): boolean =>
  !/^\/(?:api\/v1(?:\/|$)|(?:healthz|readyz|metrics)$)/.test(request.path);
