import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { engine } from 'express-handlebars';
import rateLimit, { ipKeyGenerator } from 'express-rate-limit';
import helmet from 'helmet';
import { bodyReaders } from './bodies.ts';
import { actorOf, makeServices, type Parts, type Services } from './context.ts';
import { field } from './forms/read.ts';
import { authenticate, refuseForeignSites, requirePermission, wantsPage } from './guard.ts';
import { helpers } from './helpers/index.ts';
import { keepPages } from './kept-pages.ts';
import { answerRepeated, once } from './once.ts';
import { onPage } from './present/page-words.ts';
import { Problem, sendProblem } from './problem.ts';
import { pageBefore } from './referer.ts';
import { watchRequests } from './requests.ts';
import { type Route, routes } from './routes.ts';

const views = join(import.meta.dirname, '../../views');

/**
 * Builds the web application; does not listen. `desk` is handed out for whoever starts it: to take up pending
 * work and to wait for it; `events` to end the streams when it is stopped.
 */
export function createApp(parts: Parts): { app: Express } & Pick<Services, 'desk' | 'events'> {
  const services = makeServices(parts);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.enable('case sensitive routing');
  app.engine(
    'hbs',
    engine({
      extname: 'hbs',
      defaultLayout: 'main',
      layoutsDir: join(views, 'layouts'),
      partialsDir: join(views, 'partials'),
      helpers: helpers(parts),
      // A partial is not indented line by line: what stands in a text field is kept unit for unit.
      compilerOptions: { preventIndent: true },
    }),
  );
  app.set('view engine', 'hbs');
  app.set('views', join(views, 'pages'));
  if (process.env.NODE_ENV !== 'development') app.enable('view cache');

  app.use(watchRequests(services), securityHeaders, compression());
  // Asked for anew each time, and seldom sent: after an upgrade no old script meets a new page.
  app.use('/static', express.static(join(views, 'static'), { index: false, redirect: false }));
  app.use(noStore, authenticate(parts), refuseForeignSites);
  const oneEffect = once(services);
  const keptPages = keepPages(services);
  for (const route of routes)
    app[route.method](
      route.path,
      requirePermission(services, route.permission),
      ...(route.kept ? [keptPages] : []),
      ...bodyReaders(route),
      ...(route.throttled ? throttles() : []),
      ...(route.path.startsWith('/api/') && route.method !== 'get' ? [oneEffect] : []),
      async (request, response) => {
        try {
          await route.action(services, request, response);
        } catch (error) {
          await answerRepeated(services, request, response, error);
        }
      },
    );
  for (const [path, rows] of Map.groupBy(routes, route => route.path))
    if (path.startsWith('/api/v1/')) app.all(path, refuseMethod(rows));
  app.use(() => {
    throw new Problem(404, 'no-page', { key: 'problem.no-page' });
  });
  app.use(answerTrouble(services));
  return { app, desk: services.desk, events: services.events };
}

/** For an address of the API that no row answered for: it is there, and takes other methods. OPTIONS asks which. */
function refuseMethod(rows: readonly Route[]): RequestHandler {
  const methods = new Set(
    rows.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])),
  );
  const allow = [...methods].join(', ');
  return (request, response) => {
    response.setHeader('Allow', allow);
    if (request.method === 'OPTIONS') return response.status(204).end();
    throw new Problem(405, 'wrong-method', { key: 'problem.wrong-method', params: { allow } });
  };
}

/** Everything comes from here, nothing is framed, no script or style stands in the page itself. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'same-origin' },
});

/** Pages and answers hold unpublished text: no cache keeps them. */
const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const throttleMs = 5 * 60_000;
/** Wrong passphrases in that time: for one name from one address, and for an address, which a whole office may share. */
const triesPerName = 5;
const triesPerAddress = 100;

/** Slows guessing down without locking people out: right passphrases do not count. */
function throttles(): RequestHandler[] {
  const options = {
    windowMs: throttleMs,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8' as const,
    legacyHeaders: false,
    handler: () => {
      throw new Problem(429, 'slow-down', { key: 'problem.slow-down' });
    },
  };
  const address = (request: Request): string => ipKeyGenerator(request.ip ?? '');
  return [
    rateLimit({ ...options, limit: triesPerAddress, keyGenerator: address }),
    rateLimit({
      ...options,
      limit: triesPerName,
      keyGenerator: request => `${address(request)} ${field(request, 'name').toLowerCase()}`,
    }),
  ];
}

/** The one handler for what went wrong: expected trouble as it says, anything else as a 500 without details. */
function answerTrouble({ say, log }: Services): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = asProblem(error);
    // A refusal that we meant, such as too many streams, is no fault; the request's own line tells it.
    if (problem.status >= 500 && !(error instanceof Problem))
      log({
        event: 'fault',
        method: request.method,
        path: request.path,
        detail: error instanceof Error ? error.stack : String(error),
      });
    if (response.headersSent) return response.destroy();
    if (!wantsPage(request)) return sendProblem(response, problem, say);
    response.status(problem.status).render('problem', {
      pageTitle: say({ key: `problem.${problem.status}` }),
      heading: say({ key: `problem.${problem.status}` }),
      detail: say(onPage(problem.said)),
      scripts: ['keys.js'],
      ...(request.method === 'POST' && { back: pageBefore(request) }),
      user: actorOf(request)?.user,
    });
  };
}

/** SQLite's own number for it: nothing of the transaction was written, and reading goes on. */
const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 13;

/** What express and its body readers throw carries a status of its own. */
function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDiskFull(error)) return new Problem(507, 'disk-full', { key: 'problem.disk-full' });
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return new Problem(413, 'too-large', { key: 'problem.too-large' });
  if (status === 415) return new Problem(415, 'not-json', { key: 'problem.not-json' });
  if (status >= 400 && status < 500) return new Problem(400, 'bad-request', { key: 'problem.bad-request' });
  return new Problem(500, 'fault', { key: 'problem.fault' });
}
