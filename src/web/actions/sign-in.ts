import type { Response } from 'express';
import type { User } from '../../model/index.ts';
import { type Action, actorOf, query, type Services } from '../context.ts';
import { field } from '../forms/read.ts';
import { cookieName, sessionSecret } from '../guard.ts';
import { fitsPassphrase, hashSecret, newSecret, nobodysHash } from '../secrets.ts';

/** Starts a session under a fresh secret and hands its cookie over. */
export async function startSession(
  { store, now, newId }: Services,
  response: Response,
  user: User,
  secure: boolean,
): Promise<void> {
  const secret = newSecret();
  const at = now().toISOString();
  const entry = { id: newId(), at, by: user.id, kind: 'sign-in', payload: {} };
  await store.addSession({ hash: hashSecret(secret), userId: user.id, at, entry });
  response.cookie(cookieName, secret, { httpOnly: true, sameSite: 'lax', secure, path: '/' });
}

/** Only a path of our own is a place to go on to. */
const localPath = (path: string | undefined): string =>
  path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/articles';

export const showSignIn: Action = async ({ store, say }, request, response) => {
  if (actorOf(request)) return response.redirect(303, '/articles');
  if ((await store.users()).length === 0) return response.redirect(303, '/setup');
  response.render('sign-in', {
    pageTitle: say({ key: 'page.sign-in' }),
    next: query(request, 'next'),
    signedOut: query(request, 'form') === 'open',
  });
};

/** `POST /login`: a wrong name and a wrong passphrase are one and the same, in words and in time. */
export const signIn: Action = async (services, request, response) => {
  const name = field(request, 'name');
  const user = await services.store.userByName(name);
  const fits = await fitsPassphrase(field(request, 'password'), user?.passwordHash ?? nobodysHash);
  if (!user || !fits || user.disabled) {
    response.status(401).render('sign-in', {
      pageTitle: services.say({ key: 'page.sign-in' }),
      name,
      next: field(request, 'next'),
      signedOut: field(request, 'form') === 'open',
      wrong: true,
    });
    return;
  }
  await startSession(services, response, user, request.secure);
  response.redirect(303, localPath(field(request, 'next')));
};

export const signOut: Action = async ({ store, now, newId }, request, response) => {
  const secret = sessionSecret(request);
  const user = actorOf(request)?.user;
  if (secret && user) {
    const entry = { id: newId(), at: now().toISOString(), by: user.id, kind: 'sign-out', payload: {} };
    await store.endSession(hashSecret(secret), entry);
  }
  response.clearCookie(cookieName, { path: '/' });
  response.redirect(303, '/login');
};
