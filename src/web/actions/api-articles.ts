import type { ArticleState } from '../../model/index.ts';
import { type Action, actor, query } from '../context.ts';
import type { NewArticle } from '../desk.ts';
import { readBody } from '../forms/read.ts';
import { articleSchema } from '../forms/schemas.ts';
import { asTextInput } from '../forms/text-input.ts';
import { type Answer, remembering, sendAnswer } from '../once.ts';
import { Problem, problemOfInput } from '../problem.ts';
import { badCursor } from './api-article.ts';

const pageSize = 50;
const states: readonly string[] = ['in-review', 'submitted', 'returned', 'approved'] satisfies ArticleState[];

/** `GET /api/v1/articles`. */
export const apiListArticles: Action = async ({ store }, request, response) => {
  const state = query(request, 'state');
  const q = query(request, 'q');
  const cursor = query(request, 'cursor');
  if (state !== undefined && !states.includes(state))
    throw new Problem(422, 'invalid', {
      key: 'problem.unknown-state',
      params: { states: states.join(', ') },
    });
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw badCursor();
  const { articles, next } = await store.articles({
    ...(state !== undefined && { state: state as ArticleState }),
    ...(q !== undefined && { q }),
    ...(cursor !== undefined && { cursor }),
    archived: query(request, 'archived') === 'true',
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
