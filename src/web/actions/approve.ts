import type { Request, Response } from 'express';
import { mayRole, type Refusal, type Review } from '../../model/index.ts';
import type { DecisionRequest } from '../../review/index.ts';
import { type Action, actor, namesOf, param, query, type Services } from '../context.ts';
import { actorMay } from '../desk.ts';
import { field, fields } from '../forms/read.ts';
import { crumbOf, presentApproval } from '../present/approve.ts';
import { shortName } from '../present/names.ts';
import { onPage } from '../present/page-words.ts';
import { Problem, problemOfRefusal } from '../problem.ts';
import { noArticle } from './api-article.ts';

/** `GET /articles/:id/approve`: change by change, or `?view=clean`: the text as it would be printed. */
export const showApprove: Action = async (services, request, response) => {
  const review = await services.desk.review(param(request, 'id'));
  if (!review) throw noArticle();
  await render(services, request, response, review, {});
};

/**
 * `POST /articles/:id/approve`: one act, sent by a button named `act`. What is refused comes back as the page as it
 * stands now, with the reason that was typed still in its field.
 */
export const postApprove: Action = async (services, request, response) => {
  const id = param(request, 'id');
  const form = readForm(request);
  if (form.requests.length === 0) {
    const review = await services.desk.review(id);
    if (!review) throw noArticle();
    response.status(422);
    return render(services, request, response, review, {
      notice: { heading: services.say({ key: 'approve.none-ticked' }), text: '' },
    });
  }
  const answer = await services.desk.decide(id, form.requests, actor(request), form.etag);
  if (!('refusal' in answer)) {
    const at = form.at ?? answer.before.history.find(item => item.id === form.undoes)?.correction;
    const query = at === undefined ? '' : `?${new URLSearchParams({ at })}`;
    return response.redirect(
      303,
      `/articles/${encodeURIComponent(id)}/approve${query}${form.whole ? '' : '#now'}`,
    );
  }
  const { refusal, present } = answer;
  if (!present || refusal.code === 'not-found') throw problemOfRefusal(refusal);
  response.status(problemOfRefusal(refusal).status);
  const notice = await noticeOf(services, refusal, present, form.at);
  await render(services, request, response, present, {
    notice,
    at: form.at,
    ...(form.reason !== undefined && { typed: { for: form.at ?? 'article', reason: form.reason } }),
  });
};

type Form = {
  readonly requests: readonly DecisionRequest[];
  readonly etag: string | undefined;
  /** The correction that it was about, for the place on the page. */
  readonly at?: string | undefined;
  readonly undoes?: string;
  /** About the article, not about a change in it. */
  readonly whole?: boolean;
  readonly reason?: string | undefined;
};

/** Each act of the page as the decisions that it stands for, and the etag that they are matched against. */
function readForm(request: Request): Form {
  const reason = field(request, 'reason').trim() || undefined;
  const etag = field(request, 'etag') || undefined;
  const given = reason === undefined ? {} : { reason };
  switch (field(request, 'act')) {
    case 'approve':
    case 'return': {
      const kind = field(request, 'act') === 'approve' ? 'approve' : 'return';
      const refs = fields(request, 'corrections').map(ref => ref.split(' ', 2));
      const requests = refs.map(([correction]): DecisionRequest => ({ kind, correction, ...given }));
      const only = refs.length === 1 ? refs[0] : undefined;
      return { requests, etag: only ? only[1] : etag, at: refs[0]?.[0], reason };
    }
    case 'approve-article':
      return { requests: [{ kind: 'approve', ...given }], etag, whole: true, reason };
    case 'return-article':
      return { requests: [{ kind: 'return', reason: reason ?? '' }], etag, whole: true, reason };
    case 'reopen':
      return { requests: [{ kind: 'reopen', ...given }], etag, whole: true, reason };
    case 'undo': {
      const decision = field(request, 'decision');
      return { requests: [{ kind: 'undo', decision }], etag, undoes: decision };
    }
    default:
      throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
  }
}

type Notice = { readonly heading: string; readonly at?: string; readonly text: string };

/** A refusal in words; where somebody was quicker, who it was and what they did. */
async function noticeOf(
  services: Services,
  refusal: Refusal,
  present: Review,
  correction: string | undefined,
): Promise<Notice> {
  const { say, store } = services;
  if (refusal.code !== 'stale') return { heading: say(onPage(refusal.message)), text: '' };
  const segment = present.corrections.find(({ id }) => id === correction)?.segment;
  const last =
    present.history.findLast(
      item =>
        correction !== undefined &&
        (item.correction === correction || item.segment === segment || item.replaces?.includes(correction)),
    ) ?? present.history.at(-1);
  if (!last) return { heading: say(refusal.message), text: '' };
  const params = {
    name: shortName(await namesOf(store))(last.by),
    did: say({ key: `approve.did.${last.kind}` }),
  };
  return {
    heading: say({ key: 'approve.quicker', params }),
    at: last.at,
    text: say({ key: 'approve.nothing-done' }),
  };
}

type Shown = {
  readonly notice?: Notice;
  readonly at?: string | undefined;
  readonly typed?: { readonly for: string; readonly reason: string };
};

async function render(
  services: Services,
  request: Request,
  response: Response,
  review: Review,
  { notice, at, typed }: Shown,
): Promise<void> {
  const { store, say, desk } = services;
  const who = actor(request);
  const user = await namesOf(store);
  const approvers = (await store.users()).filter(
    ({ role, disabled }) => !disabled && mayRole(role, 'approve'),
  );
  const clean = query(request, 'view') === 'clean';
  const mayApprove = actorMay(who, 'approve');
  const page = presentApproval({
    say,
    review,
    user,
    approvers,
    viewer: {
      id: who.user.id,
      mayApprove,
      mayOverride: mayApprove && (await desk.mayOverride(who.user)),
    },
    at: at ?? query(request, 'at'),
    typed,
    clean,
  });
  response.render('approve', {
    ...page,
    pageTitle: say({ key: 'page.approve', params: { title: review.title } }),
    scripts: ['approve.js'],
    user: who.user,
    crumb: crumbOf(say, review, user),
    skipTo: !clean && page.changes.some(({ now }) => now) ? 'now' : 'main',
    notice,
    clean,
    ...(clean && {
      segments: review.segments.translation
        .filter(({ text }) => text.trim() !== '')
        .map(({ index, kind, text }) => ({ no: index + 1, text, strong: kind !== 'paragraph' })),
    }),
  });
}
