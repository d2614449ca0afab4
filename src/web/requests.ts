import type { Request, RequestHandler, Response } from 'express';
import { actorOf, type Services } from './context.ts';

/** Asked for all the time and of no interest to anybody later. */
const unlogged: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/static']);

/**
 * Sees every request to its end: counts it, and logs one line about it. The line says which row of the route table
 * answered, not the address: addresses carry codes, searches and ids. Nothing of headers and bodies is in it.
 */
export function watchRequests({ log, metrics }: Pick<Services, 'log' | 'metrics'>): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const ms = performance.now() - started;
      const { method } = request;
      const route = routeOf(request);
      const status = response.statusCode;
      metrics.answered({ method, route, status, seconds: ms / 1000 });
      if (unlogged.has(route)) return;
      const user = actorOf(request)?.user.name;
      log({
        event: 'request',
        method,
        route,
        status,
        ms: Math.round(ms * 10) / 10,
        ...(user !== undefined && { user }),
        ...(isCut(response) && { cut: true }),
      });
    });
    next();
  };
}

/** What no row answers, a refused token among it, has the route `none`. */
function routeOf(request: Request): string {
  if (request.originalUrl.startsWith('/static/')) return '/static';
  return request.route?.path ?? 'none';
}

/** Whether the other side went away before the answer was whole. */
const isCut = (response: Response): boolean => !response.writableFinished;
