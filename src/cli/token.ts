import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { mayRole, type Permission, permissions } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { hashSecret, newSecret } from '../web/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { dataOption, newId, now, withStore } from './data.ts';

/** `walnuts token`: makes a token for a program (shown once), lists them, revokes one. */
export const token: Command = {
  name: 'token',
  usage:
    'add NAME --user USER --scope read|check|review|approve|admin | list | revoke NAME-OR-ID [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { user: { type: 'string' }, scope: { type: 'string' }, ...dataOption },
    });
    const [what, name, ...rest] = positionals;
    if (rest.length || (what === 'list') === (name !== undefined))
      throw new UsageError(
        english({ key: what === 'list' || what === undefined ? 'token.what' : 'user.name' }),
      );
    const work = (store: Store): Promise<number> => {
      switch (what) {
        case 'add':
          return add(store, io, name!, values.user, values.scope);
        case 'list':
          return list(store, io);
        case 'revoke':
          return revoke(store, name!);
        default:
          throw new UsageError(english({ key: 'token.what' }));
      }
    };
    return withStore(values.data, work, { existing: true });
  },
};

async function add(
  store: Store,
  io: Io,
  name: string,
  userName: string | undefined,
  scope: string | undefined,
): Promise<number> {
  if (userName === undefined) throw new UsageError(english({ key: 'token.user' }));
  if (!permissions.includes(scope as Permission)) throw new UsageError(english({ key: 'token.scope' }));
  const user = await store.userByName(userName);
  if (!user || user.disabled)
    throw new UsageError(english({ key: 'user.unknown', params: { name: userName } }));
  if (!mayRole(user.role, scope as Permission))
    throw new UsageError(english({ key: 'token.too-much', params: { role: user.role } }));
  const secret = `walnuts_${newSecret()}`;
  const id = newId();
  const at = now().toISOString();
  const entry = { id: newId(), at, by: '', kind: 'add-token', payload: { token: id, user: user.id, scope } };
  await store.addToken(
    { id, name, userId: user.id, scope: scope as Permission, hash: hashSecret(secret), at },
    entry,
  );
  await write(io.stdout, `${secret}\n`);
  return 0;
}

async function list(store: Store, io: Io): Promise<number> {
  for (const { id, name, user, scope, at, usedAt } of await store.tokens())
    await write(io.stdout, `${[id, name, user.name, scope, at, usedAt ?? '-'].join('\t')}\n`);
  return 0;
}

async function revoke(store: Store, name: string): Promise<number> {
  const found = (await store.tokens()).filter(other => other.id === name || other.name === name);
  const [only] = found;
  if (!only) throw new UsageError(english({ key: 'token.unknown', params: { name } }));
  if (found.length > 1)
    throw new UsageError(english({ key: 'token.ambiguous', params: { n: found.length, name } }));
  const entry = {
    id: newId(),
    at: now().toISOString(),
    by: '',
    kind: 'revoke-token',
    payload: { token: only.id },
  };
  await store.revokeToken(only.id, entry);
  return 0;
}
