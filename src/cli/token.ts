import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { type Permission, permissions } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { addToken, revokeToken } from '../web/index.ts';
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
  const parts = { store, now, newId, by: '' };
  const made = await addToken(parts, { name, user: userName, scope: scope as Permission });
  if ('refused' in made) throw new UsageError(english(made.refused));
  await write(io.stdout, `${made.secret}\n`);
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
  await revokeToken({ store, now, newId, by: '' }, only.id);
  return 0;
}
