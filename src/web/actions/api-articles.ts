import { type Action, actor } from '../context.ts';
import type { NewArticle } from '../desk.ts';
import { readBody, readQuery } from '../forms/read.ts';
import { articleSchema, articlesQuery } from '../forms/schemas.ts';
import { asTextInput } from '../forms/text-input.ts';
import { type Answer, remembering, sendAnswer } from '../once.ts';
import { problemOfInput } from '../problem.ts';

const pageSize = 50;

/** `GET /api/v1/articles`. */
export const apiListArticles: Action = async ({ store }, request, response) => {
  const { state, q, cursor, archived } = readQuery(request, articlesQuery);
  const { articles, next } = await store.articles({
    ...(state !== undefined && { state }),
    ...(q !== undefined && { q }),
    ...(cursor !== undefined && { cursor }),
    archived: archived === 'true',
    limit: pageSize,
  });
  response.json({
    articles: articles.map(({ id, title, state, archived, analysisState, version, tally }) => ({
      id,
      title,
      state,
      archived,
      analysis: analysisState,
      etag: `"a-${version}"`,
      open: { critical: tally.critical, major: tally.major, minor: tally.minor },
    })),
    ...(next !== undefined && { next }),
  });
};

/** `POST /api/v1/articles`. */
export const apiCreateArticle: Action = async (services, request, response) => {
  const { desk, say } = services;
  const body = readBody(request, articleSchema);
  const answered = ({ id, etag }: NewArticle): Answer => ({
    status: 201,
    body: { id, analysis: 'pending', etag },
    location: `/api/v1/articles/${id}`,
    article: id,
  });
  const remember = remembering(services, request);
  const made = await desk.createArticle(
    {
      title: body.title,
      translation: asTextInput(body.translation),
      comparable: body.comparable === undefined ? undefined : asTextInput(body.comparable),
      source: body.source === undefined ? undefined : asTextInput(body.source),
    },
    actor(request).user.id,
    remember && (made => remember(answered(made))),
  );
  if ('refused' in made) throw problemOfInput(made.refused, say);
  await sendAnswer(services, request, response, answered(made));
};
