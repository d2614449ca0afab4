import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { type Role, roles } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { addUser, changeUser } from '../web/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { dataOption, newId, now, withStore } from './data.ts';

/** `walnuts user`: makes an account (passphrase from standard input), lists them, disables one. */
export const user: Command = {
  name: 'user',
  usage:
    'add NAME --role reader|reviewer|approver|owner [--full-name "..."] | list | disable NAME [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { role: { type: 'string' }, 'full-name': { type: 'string' }, ...dataOption },
    });
    const [what, name, ...rest] = positionals;
    if (rest.length || (what === 'list') === (name !== undefined))
      throw new UsageError(
        english({ key: what === 'list' || what === undefined ? 'user.what' : 'user.name' }),
      );
    const work = (store: Store): Promise<number> => {
      switch (what) {
        case 'add':
          return add(store, io, name!, values.role, values['full-name']);
        case 'list':
          return list(store, io);
        case 'disable':
          return disable(store, name!);
        default:
          throw new UsageError(english({ key: 'user.what' }));
      }
    };
    return withStore(values.data, work, { existing: what !== 'add' });
  },
};

async function add(
  store: Store,
  io: Io,
  name: string,
  role: string | undefined,
  fullName: string | undefined,
): Promise<number> {
  if (!roles.includes(role as Role)) throw new UsageError(english({ key: 'user.role' }));
  const passphrase = await firstLine(io);
  const parts = { store, now, newId, by: '' };
  const made = await addUser(parts, { name, fullName, role: role as Role, passphrase });
  if ('refused' in made) throw new UsageError(english(made.refused));
  return 0;
}

/** A passphrase is one line; what a terminal or `echo` puts behind it is not part of it. */
async function firstLine({ stdin }: Io): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    if (Buffer.from(chunk).includes('\n')) break;
  }
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/)[0] ?? '';
}

async function list(store: Store, io: Io): Promise<number> {
  for (const { name, fullName, role, disabled } of await store.users())
    await write(
      io.stdout,
      `${[name, role, fullName, ...(disabled ? [english({ key: 'user.disabled' })] : [])].join('\t')}\n`,
    );
  return 0;
}

async function disable(store: Store, name: string): Promise<number> {
  const found = await store.userByName(name);
  if (!found) throw new UsageError(english({ key: 'user.unknown', params: { name } }));
  const refused = await changeUser({ store, now, newId, by: '' }, found, { disabled: true });
  if (refused) throw new UsageError(english(refused.refused));
  return 0;
}
