import { type Action, actorOf } from '../context.ts';

// The document takes some time to draw, and nobody needs it to review an article: it is drawn when first asked for.

/** `GET /api/v1/openapi.json`. */
export const apiDocument: Action = async (_services, _request, response) => {
  const { document } = await drawnOnce();
  response.setHeader('Cache-Control', 'no-cache');
  response.type('application/json').send(document);
};

/** `GET /api`: the same, to be read. */
export const showApi: Action = async ({ say }, request, response) => {
  const { page } = await drawnOnce();
  response.render('api', {
    pageTitle: say({ key: 'api.title' }),
    user: actorOf(request)?.user,
    ...page(say),
  });
};

let drawn: ReturnType<typeof draw> | undefined;

function drawnOnce(): ReturnType<typeof draw> {
  drawn ??= draw();
  return drawn;
}

async function draw() {
  const [{ makeDocument }, { apiPage }, { routes }] = await Promise.all([
    import('../openapi/document.ts'),
    import('../present/api-page.ts'),
    import('../routes.ts'),
  ]);
  const document = makeDocument(routes);
  return { document: JSON.stringify(document), page: apiPage(document, routes) };
}
