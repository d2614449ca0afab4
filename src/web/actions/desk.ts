import type { Request } from 'express';
import type { Review } from '../../model/index.ts';
import { type Action, actor, namesOf, param, type Services } from '../context.ts';
import { actorMay } from '../desk.ts';
import { type DeskReader, presentDesk } from '../present/desk.ts';
import { analysisShown } from '../present/desk-notices.ts';
import { deskAddress, readPlace } from '../present/desk-place.ts';
import { shortName } from '../present/names.ts';
import { noArticle } from './api-article.ts';

/** Loads the article that a page is about. */
export async function articleOf({ desk }: Services, request: Request): Promise<Review> {
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  return review;
}

/** Who looks at the desk, for its presenters. */
export async function deskReader({ say, store }: Services, request: Request): Promise<DeskReader> {
  const who = actor(request);
  return {
    say,
    nameOf: shortName(await namesOf(store)),
    user: who.user,
    may: permission => actorMay(who, permission),
  };
}

/** `GET /articles/:id`: the desk. */
export const showDesk: Action = async (services, request, response) => {
  const review = await articleOf(services, request);
  const place = readPlace(request, review.id);
  // Without scripts the page comes back by itself until the checks are done, unless there is a form that somebody
  // may be writing in.
  const isFormOpen = [place.at, place.finding, place.change].some(chosen => chosen !== undefined);
  const comeBack = analysisShown(review) === 'pending' && !isFormOpen;
  response.render('desk', { ...presentDesk(review, place, await deskReader(services, request)), comeBack });
};

/** `POST /articles/:id/check`: the checks read the article again, after they failed. */
export const checkAgain: Action = async (services, request, response) => {
  const { id } = await articleOf(services, request);
  await services.desk.analyse(id);
  response.redirect(303, deskAddress({ article: id }));
};
