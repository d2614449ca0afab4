import type { Request, Response } from 'express';
import type { Analyst } from '../analysis/index.ts';
import type { Permission, User } from '../model/index.ts';
import type { Store } from '../store/store.ts';
import type { Say } from '../text/index.ts';
import { type Actor, Desk } from './desk.ts';
import { Events } from './events.ts';
import { Metrics } from './metrics.ts';
import { Problem } from './problem.ts';

export type Log = (event: { event: string } & Record<string, unknown>) => void;

/** All that the web needs from outside; the clock and the ids too, so that the same run gives the same bytes. */
export type Parts = {
  readonly store: Store;
  readonly analyst: Analyst;
  readonly say: Say;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Log;
  /** The one-time code that the first visit has to bring, and host names under which the desk was started. */
  readonly setup: { readonly code: string; readonly hosts: readonly string[] };
  /** IANA name of the zone that times are shown in. */
  readonly timeZone: string;
  /** Aborted once the server is being stopped. */
  readonly stopping?: AbortSignal | undefined;
};

export type Services = Parts & { readonly desk: Desk; readonly events: Events; readonly metrics: Metrics };

export function makeServices(uncounted: Parts): Services {
  const metrics = new Metrics(uncounted.store);
  const parts = {
    ...uncounted,
    store: metrics.countStore(uncounted.store),
    analyst: metrics.countAnalyst(uncounted.analyst),
  };
  const events: Events = new Events({ ...parts, review: id => desk.review(id) });
  const desk = new Desk({ ...parts, changed: article => events.changed(article) });
  return { ...parts, desk, events, metrics };
}

/** What a route asks for; 'open': without signing in. */
export type RoutePermission = Permission | 'open';

/** An action: one file of actions/, named by one row of the route table. */
export type Action = (services: Services, request: Request, response: Response) => Promise<void> | void;

const actors = new WeakMap<Request, Actor>();
/** Set by the guard, once, before any action runs. */
export const setActor = (request: Request, actor: Actor): void => {
  actors.set(request, actor);
};
/** Who sent the request, where somebody is signed in. */
export const actorOf = (request: Request): Actor | undefined => actors.get(request);
/** Who sent the request, behind a route that asks to sign in. */
export function actor(request: Request): Actor {
  const found = actors.get(request);
  if (!found) throw new Error('a guarded route without an actor');
  return found;
}

/** A parameter of the route's path. */
export const param = (request: Request, name: string): string => String(request.params[name] ?? '');

/** A query parameter that was given once; given twice is the client's mistake. */
export function query(request: Request, name: string): string | undefined {
  const value = request.query[name];
  if (Array.isArray(value))
    throw new Problem(400, 'doubled-field', { key: 'problem.doubled-field', params: { name } });
  return typeof value === 'string' ? value : undefined;
}

/** Answers user ids with the names that people know. */
export async function namesOf(store: Store): Promise<(id: string) => User | undefined> {
  const users = new Map((await store.users()).map(user => [user.id, user]));
  return id => users.get(id);
}

/** Until there is an owner the set-up page is open, whatever other accounts were made beforehand. */
export const hasOwner = async (store: Store): Promise<boolean> =>
  (await store.users()).some(({ role }) => role === 'owner');
