import type { Request } from 'express';
import type { User } from '../../model/index.ts';
import { type Action, hasOwner, query, type Services } from '../context.ts';
import { field } from '../forms/read.ts';
import { refuseName, refusePassphrase, refuseSignInName } from '../people.ts';
import { Problem } from '../problem.ts';
import { hashPassphrase, sameSecret } from '../secrets.ts';
import { startSession } from './sign-in.ts';

const forwarded = /^(?:forwarded|via|x-real-ip|cf-connecting-ip|x-forwarded-.*)$/;

/** The set-up opens once, by its code, from a browser that speaks to this machine directly. */
function refuseStranger(request: Request, code: string, { setup }: Services): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const direct = !Object.keys(request.headers).some(name => forwarded.test(name));
  if (!direct || !setup.hosts.includes(host))
    throw new Problem(403, 'set-up-elsewhere', { key: 'setup.elsewhere' });
  if (!sameSecret(code, setup.code)) throw new Problem(403, 'set-up-code', { key: 'setup.wrong-code' });
}

export const showSetUp: Action = async (services, request, response) => {
  if (await hasOwner(services.store)) return response.redirect(303, '/login');
  const code = query(request, 'code') ?? '';
  refuseStranger(request, code, services);
  response.render('set-up', await setUpPage(services, { code }));
};

export const setUp: Action = async (services, request, response) => {
  const code = field(request, 'code');
  refuseStranger(request, code, services);
  const fullName = field(request, 'fullName').trim();
  const name = field(request, 'name').trim();
  const passphrase = field(request, 'passphrase');
  const wrong = {
    fullName: refuseName(fullName),
    name: refuseSignInName(name),
    passphrase: refusePassphrase(passphrase, name),
  };
  if (wrong.fullName || wrong.name || wrong.passphrase) {
    const said = Object.fromEntries(
      Object.entries(wrong).map(([field, message]) => [field, message && services.say(message)]),
    );
    response.status(422).render('set-up', await setUpPage(services, { code, fullName, name, wrong: said }));
    return;
  }
  const { store, newId, now } = services;
  const user: User = { id: newId(), name, fullName, role: 'owner', disabled: false };
  const entry = {
    id: newId(),
    at: now().toISOString(),
    by: user.id,
    kind: 'set-up',
    payload: { user: user.id },
  };
  const made = await store.addUser({ ...user, passwordHash: await hashPassphrase(passphrase) }, entry, {
    first: true,
  });
  if (!made) return response.redirect(303, '/login');
  await startSession(services, response, user, request.secure);
  response.redirect(303, '/articles');
};

async function setUpPage({ store, say }: Services, form: object): Promise<object> {
  const sample = Object.values(await store.countArticles()).some(count => count > 0);
  return { pageTitle: say({ key: 'page.set-up' }), sample, ...form };
}
