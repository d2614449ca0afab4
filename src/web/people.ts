import type { Message, Permission, Role, User } from '../model/index.ts';
import { mayRole } from '../model/index.ts';
import type { NewEntry, Once, Store } from '../store/store.ts';
import {
  hashPassphrase,
  hashSecret,
  newSecret,
  passphraseLeast,
  passphraseLength,
  passphraseMost,
} from './secrets.ts';

/** What making accounts and tokens needs: the same for pages, API and command line. `by`: user id, '' for the shell. */
type Parts = {
  readonly store: Store;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly by: string;
};

const entry = ({ now, newId, by }: Parts, kind: string, payload: object): NewEntry => ({
  id: newId(),
  at: now().toISOString(),
  by,
  kind,
  payload,
});

export type UserInput = {
  readonly name: string;
  readonly fullName?: string | undefined;
  readonly role: Role;
  readonly passphrase: string;
};

/** Makes an account. `remember`: see Once. Answers why it cannot be made where it cannot. */
export async function addUser(
  parts: Parts,
  { name, fullName, role, passphrase }: UserInput,
  remember?: (user: User) => Once['remember'],
): Promise<{ user: User } | { refused: Message; code: 'invalid' | 'taken' }> {
  const refused = refuseSignInName(name) ?? refusePassphrase(passphrase, name);
  if (refused) return { refused, code: 'invalid' };
  const user: User = {
    id: parts.newId(),
    name,
    fullName: fullName?.trim() || name,
    role,
    disabled: false,
  };
  const passwordHash = await hashPassphrase(passphrase);
  const added = await parts.store.addUser(
    { ...user, passwordHash },
    entry(parts, 'add-user', { user: user.id, role }),
    { remember: remember?.(user) },
  );
  return added ? { user } : { refused: { key: 'user.taken', params: { name } }, code: 'taken' };
}

/** Changes the role of an account, or shuts it out or in. */
export async function changeUser(
  parts: Parts,
  user: Pick<User, 'id' | 'name'>,
  change: { readonly role?: Role | undefined; readonly disabled?: boolean | undefined },
  once: Once = {},
): Promise<{ refused: Message; code: 'last-owner' | 'unknown' } | undefined> {
  const kind = change.disabled === true ? 'disable-user' : 'change-user';
  const outcome = await parts.store.changeUser(
    user.id,
    change,
    entry(parts, kind, { user: user.id, ...change }),
    once,
  );
  if (outcome === 'changed') return undefined;
  const key = outcome === 'unknown' ? 'user.unknown' : 'user.last-owner';
  return { refused: { key, params: { name: user.name } }, code: outcome };
}

export type TokenInput = { readonly name: string; readonly user: string; readonly scope: Permission };
export type MadeToken = {
  readonly id: string;
  readonly name: string;
  readonly user: string;
  readonly scope: Permission;
  readonly at: string;
};

/** Makes a token for a program, never for more than its user may. The secret is told here and nowhere else. */
export async function addToken(
  parts: Parts,
  { name, user: userName, scope }: TokenInput,
  remember?: (token: MadeToken) => Once['remember'],
): Promise<{ token: MadeToken; secret: string } | { refused: Message }> {
  const user = await parts.store.userByName(userName);
  if (!user || user.disabled) return { refused: { key: 'user.unknown', params: { name: userName } } };
  if (!mayRole(user.role, scope)) return { refused: { key: 'token.too-much', params: { role: user.role } } };
  const secret = `walnuts_${newSecret()}`;
  const made = entry(parts, 'add-token', {});
  const token: MadeToken = { id: parts.newId(), name, user: user.name, scope, at: made.at };
  await parts.store.addToken(
    { id: token.id, name, userId: user.id, scope, hash: hashSecret(secret), at: made.at },
    { ...made, payload: { token: token.id, user: user.id, scope } },
    { remember: remember?.(token) },
  );
  return { token, secret };
}

/** Revokes a token. False: there is none of this id. */
export const revokeToken = (parts: Parts, id: string, once: Once = {}): Promise<boolean> =>
  parts.store.revokeToken(id, entry(parts, 'revoke-token', { token: id }), once);

export const refuseName = (name: string): Message | undefined =>
  name.length >= 1 && name.length <= 100 ? undefined : { key: 'setup.name-length' };

/** Letters, digits and . _ - @: what can be typed on any keyboard and read in any log. */
export const refuseSignInName = (name: string): Message | undefined =>
  /^[\p{L}\p{N}._@-]{1,64}$/u.test(name) ? undefined : { key: 'setup.sign-in-name' };

export function refusePassphrase(passphrase: string, name: string): Message | undefined {
  const n = passphraseLength(passphrase);
  if (n < passphraseLeast) return { key: 'setup.passphrase-short', params: { n, least: passphraseLeast } };
  if (passphrase.length > passphraseMost)
    return { key: 'setup.passphrase-long', params: { n, most: passphraseMost } };
  const plain = passphrase.toLowerCase();
  const oneLetter = new Set(plain).size < 4;
  if (
    oneLetter ||
    (name.length > 3 && plain.replaceAll(name.toLowerCase(), '').length < 4) ||
    plain.startsWith('password')
  )
    return { key: 'setup.passphrase-easy' };
  return undefined;
}
