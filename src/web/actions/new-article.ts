import type { Request, Response } from 'express';
import type { Language } from '../../model/index.ts';
import { type Action, actor, type Services } from '../context.ts';
import type { InputRefusal, TextRoleIn } from '../desk.ts';
import { asInput, isDate, isGiven, readTextEntry, type TextEntry, textRoles } from '../forms/article-form.ts';
import { mendCut, readCutAct } from '../forms/cut-form.ts';
import { field, line } from '../forms/read.ts';
import { languageIn, noticesOf, presentCut, presentField } from '../present/new-article.ts';
import { messageOfInput } from '../problem.ts';

const address = '/articles/new';

type Entries = Record<TextRoleIn, TextEntry>;
type Form = { readonly title: string; readonly entries: Entries };
const nothing: TextEntry = { text: '', details: {}, segments: [], refusal: { code: 'empty' } };

/** `GET /articles/new`. */
export const showNewArticle: Action = (services, request, response) => {
  const entries = { translation: nothing, comparable: nothing, source: nothing };
  render(services, request, response, { title: '', entries }, {});
};

/**
 * `POST /articles/new`: "Check the article" keeps it; every other button answers with the form anew, its preview
 * beneath, and keeps nothing.
 */
export const postNewArticle: Action = async (services, request, response) => {
  const form = await readForm(request);
  if (field(request, 'do') !== 'check') return preview(services, request, response, form);
  const refused = refuseForm(services, form);
  if (Object.values(refused).some(Boolean)) {
    response.status(422);
    return render(services, request, response, form, { refused });
  }
  const { title, entries } = form;
  const created = await services.desk.createArticle(
    {
      title,
      translation: asInput(entries.translation),
      comparable: isGiven(entries.comparable) ? asInput(entries.comparable) : undefined,
      source: isGiven(entries.source) ? asInput(entries.source) : undefined,
    },
    actor(request).user.id,
  );
  if ('refused' in created) {
    response.status(422);
    const said = services.say(messageOfInput(created.refused, services.say));
    return render(services, request, response, form, { refused: { [created.refused.role]: said } });
  }
  response.redirect(303, `/articles/${created.id}`);
};

const titleMost = 1_000;

async function readForm(request: Request): Promise<Form> {
  const entries: Entries = {
    translation: await readTextEntry(request, 'translation'),
    comparable: await readTextEntry(request, 'comparable'),
    source: await readTextEntry(request, 'source'),
  };
  const mended = readCutAct(request);
  if (mended) entries[mended.role] = mendCut(entries[mended.role], mended);
  const from = textRoles.find(role => field(request, 'do') === `move:${role}`);
  if (from) [entries[from], entries.source] = [entries.source, entries[from]];
  return { title: line(request, 'title', titleMost), entries };
}

function preview(services: Services, request: Request, response: Response, form: Form): void {
  const refused = refuseForm(services, form);
  if (Object.values(refused).some(Boolean)) response.status(422);
  render(services, request, response, form, { refused, preview: true });
}

type Refused = Partial<Record<TextRoleIn, string | undefined>>;

/** What is wrong with each text, in words; a text that may stay empty is asked for nothing when it is. */
function refuseForm({ say }: Services, { entries }: Form): Refused {
  const refused: Refused = {};
  for (const role of textRoles) {
    const entry = entries[role];
    if (entry.trouble) refused[role] = say(entry.trouble);
    else if (role === 'translation' && !isGiven(entry)) refused[role] = say({ key: 'new.empty' });
    else if (entry.refusal && entry.refusal.code !== 'empty')
      refused[role] = say(messageOfInput({ ...entry.refusal, role } satisfies InputRefusal, say));
    else if (!isDate(entry.details.published)) refused[role] = say({ key: 'new.bad-date' });
  }
  return refused;
}

type Shown = { readonly refused?: Refused; readonly preview?: boolean };

function render(
  { say }: Services,
  request: Request,
  response: Response,
  { title, entries }: Form,
  { refused = {}, preview = false }: Shown,
): void {
  // Texts that cannot be imported are not cut or judged: they may be of any size.
  const sound = textRoles.filter(role => !entries[role].refusal);
  const judged = preview || Object.keys(refused).length > 0;
  const languages: Partial<Record<TextRoleIn, Language>> = judged
    ? Object.fromEntries(sound.map(role => [role, languageIn(entries[role])]))
    : {};
  const notices = judged ? noticesOf(say, entries, languages) : undefined;
  const opened = readCutAct(request);
  const texts = Object.fromEntries(
    textRoles.map(role => [
      role,
      presentField(say, role, entries[role], {
        action: address,
        refused: refused[role],
        notices: notices?.[role],
        language: languages[role],
      }),
    ]),
  );
  response.render('new', {
    pageTitle: say({ key: 'page.new' }),
    scripts: ['new.js'],
    user: actor(request).user,
    title,
    texts,
    sourceOpen: isGiven(entries.source) || refused.source !== undefined,
    detailsOpen: title !== '' || textRoles.some(role => Object.keys(entries[role].details).length > 0),
    ...(judged && {
      cuts: sound.map(role => ({
        ...presentCut(
          say,
          role,
          entries[role],
          address,
          opened?.act === 'open' && opened.role === role ? opened.number : undefined,
        ),
        folded: role !== 'translation' && opened?.role !== role,
      })),
    }),
  });
}
