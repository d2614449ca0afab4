import type { Request, Response } from 'express';
import type { Review } from '../../model/index.ts';
import { type Action, actor, param, type Services } from '../context.ts';
import { asInput, isDate, isGiven, readTextEntry, type TextEntry } from '../forms/article-form.ts';
import { mendCut, readCutAct } from '../forms/cut-form.ts';
import { field } from '../forms/read.ts';
import { languageIn, type Notice, presentCut, presentField } from '../present/new-article.ts';
import { messageOfInput, problemOfRefusal } from '../problem.ts';
import { noArticle } from './api-article.ts';

/** The form has one text in it; what it is to be is chosen beside it. */
const role = 'comparable';
const placeNames = ['comparable', 'source', 'translation'] as const;
type Place = (typeof placeNames)[number];
const placeNamed = (name: unknown): Place => placeNames.find(known => known === name) ?? 'comparable';

/**
 * `GET /articles/:id/comparable?role=`: adds the second article, or the Spanish original, or takes a better one, or a
 * newer translation.
 */
export const showSecondArticle: Action = async (services, request, response) => {
  const review = await services.desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const place = placeNamed(request.query.role);
  const entry: TextEntry = { text: '', details: {}, segments: [], refusal: { code: 'empty' } };
  render(services, request, response, review, { entry, place, etag: review.etag });
};

/** `POST /articles/:id/comparable`: "Put it beside" keeps the text; the other buttons show how it will be cut. */
export const postSecondArticle: Action = async (services, request, response) => {
  const { desk, say } = services;
  const review = await desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  const read = await readTextEntry(request, role);
  const mended = readCutAct(request);
  const entry = mended ? mendCut(read, mended) : read;
  const asked = placeNamed(field(request, 'place'));
  const place: Place = field(request, 'do') === `move:${role}` ? 'source' : asked;
  const etag = field(request, 'etag') || review.etag;
  const refused = refuseEntry(services, entry, place);
  if (refused !== undefined) {
    response.status(422);
    return render(services, request, response, review, { entry, place, etag, refused, preview: true });
  }
  if (field(request, 'do') !== 'keep')
    return render(services, request, response, review, { entry, place, etag, preview: true });
  const answer = await desk.setText(review.id, place, asInput(entry), actor(request), etag);
  if ('refused' in answer) {
    response.status(422);
    const said = say(messageOfInput(answer.refused, say));
    return render(services, request, response, review, { entry, place, etag, refused: said, preview: true });
  }
  if ('review' in answer) return response.redirect(303, `/articles/${review.id}`);
  if (answer.refusal.code !== 'stale' || !answer.present) throw problemOfRefusal(answer.refusal);
  response.status(412);
  const present = answer.present;
  render(services, request, response, present, {
    entry,
    place,
    etag: present.etag,
    stale: true,
    preview: true,
  });
};

function refuseEntry({ say }: Services, entry: TextEntry, place: Place): string | undefined {
  if (entry.trouble) return say(entry.trouble);
  if (!isGiven(entry)) return say({ key: 'second.empty' });
  if (entry.refusal) return say(messageOfInput({ ...entry.refusal, role: place }, say));
  return isDate(entry.details.published) ? undefined : say({ key: 'new.bad-date' });
}

type Shown = {
  readonly entry: TextEntry;
  readonly place: Place;
  readonly etag: string;
  readonly refused?: string;
  readonly preview?: boolean;
  readonly stale?: boolean;
};

function render(
  { say }: Services,
  request: Request,
  response: Response,
  review: Review,
  { entry, place, etag, refused, preview = false, stale = false }: Shown,
): void {
  const action = `/articles/${review.id}/comparable`;
  const sound = preview && !entry.refusal;
  const language = sound ? languageIn(entry) : undefined;
  const notices: Notice[] =
    language === 'es' && place !== 'source'
      ? [
          {
            tone: place === 'translation' ? 'stop' : 'warn',
            heading: say({ key: `new.${place}-spanish` }),
            text: say({ key: `new.${place}-spanish-what` }),
            move: { from: role, label: say({ key: 'new.move-source' }) },
          },
        ]
      : [];
  const opened = readCutAct(request);
  const there = review.texts[place];
  response.render('second-article', {
    pageTitle: say({ key: 'page.second' }),
    scripts: ['new.js'],
    user: actor(request).user,
    crumb: { title: review.title },
    action,
    back: `/articles/${review.id}`,
    etag,
    stale,
    closed: review.state === 'approved' || review.archived,
    reopen: `/articles/${review.id}/approve`,
    places: placeNames.map(name => ({
      name,
      label: say({ key: `second.place.${name}` }),
      chosen: name === place,
    })),
    ...(there && {
      replaces: say({
        key: `second.replaces-${place}`,
        params: {
          name: there.name ?? say({ key: 'second.unnamed' }),
          paragraphs: say({ key: 'list.paragraphs', params: { n: there.segments.length } }),
        },
      }),
    }),
    keep: say({ key: place === 'translation' ? 'second.keep-translation' : 'second.keep' }),
    isTranslation: place === 'translation',
    field: presentField(say, role, entry, { action, refused, notices, language }),
    ...(sound && {
      cut: presentCut(say, role, entry, action, opened?.act === 'open' ? opened.number : undefined),
    }),
  });
}
