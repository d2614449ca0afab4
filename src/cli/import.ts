import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import type { Store } from '../store/index.ts';
import { type Desk, type InputRefusal, messageOfInput, type TextInput } from '../web/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { dataOption, withDesk } from './data.ts';
import { readInput } from './input.ts';

/**
 * `walnuts import`: keeps an article, has it analysed, prints its id. With --article the translation is a newer one of
 * an article that is there; with --archive the files are English articles that wait to be paired.
 */
export const importArticle: Command = {
  name: 'import',
  usage: 'TRANSLATION [--comparable FILE] [--source FILE] [--article ID] | --archive FILE... [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        comparable: { type: 'string' },
        source: { type: 'string' },
        article: { type: 'string' },
        archive: { type: 'boolean', default: false },
        ...dataOption,
      },
    });
    const { comparable, source, article, archive, data } = values;
    if (archive) {
      const notOfArchive = comparable ?? source ?? article;
      if (positionals.length === 0 || notOfArchive !== undefined)
        throw new UsageError(english({ key: 'article.archive' }));
      return withDesk(data, io, desk => keepAll(desk, positionals, io));
    }
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length) throw new UsageError(english({ key: 'article.texts' }));
    const texts = {
      translation: await read(path, io),
      comparable: comparable === undefined ? undefined : await read(comparable, io),
      source: source === undefined ? undefined : await read(source, io),
    };
    return withDesk(data, io, async (desk, store) => {
      const id = article ?? (await make(desk, texts));
      if (article !== undefined) await takeIn(desk, store, article, texts, io);
      await write(io.stdout, `${id}\n`);
      return 0;
    });
  },
};

type Texts = { translation: TextInput; comparable: TextInput | undefined; source: TextInput | undefined };

async function read(file: string, io: Io): Promise<TextInput> {
  const { name, content, segments } = await readInput(file, io);
  return { text: content, name, segments };
}

async function make(desk: Desk, texts: Texts): Promise<string> {
  const made = await desk.createArticle(texts, '');
  if ('refused' in made) throw new UsageError(sayInput(made.refused));
  return made.id;
}

/** Who works at the shell of the desk may do what its owner may. */
const shell = {
  user: { id: '', name: '', fullName: '', role: 'owner', disabled: false },
} as const;

/** Sets the texts of an article that is there, the translation first, and says what has no place in it. */
async function takeIn(desk: Desk, store: Store, id: string, texts: Texts, io: Io): Promise<void> {
  for (const role of ['translation', 'comparable', 'source'] as const) {
    const text = texts[role];
    if (!text) continue;
    const etag = (await desk.review(id))?.etag;
    const set = await desk.setText(id, role, text, shell, etag);
    if ('refused' in set) throw new UsageError(sayInput(set.refused));
    if ('refusal' in set) throw new UsageError(english(set.refusal.message));
    if (!set.carried) continue;
    const { kept, unplaced, before } = set.carried;
    const names = new Map((await store.users()).map(({ id, name }) => [id, name]));
    const lines = before.history
      .filter(item => unplaced.includes(item.id))
      .map(item => [item.id, item.kind, names.get(item.by) ?? item.by, item.before ?? '', item.after ?? '']);
    const said = english({ key: 'article.carried', params: { kept, n: unplaced.length } });
    await write(io.stderr, [said, ...lines.map(fields => fields.map(oneLine).join('\t')), ''].join('\n'));
  }
}

const oneLine = (field: string): string => JSON.stringify(field).slice(1, -1);

/** Keeps each file in the archive and prints its id; one that cannot be kept is said and stops no other. */
async function keepAll(desk: Desk, files: readonly string[], io: Io): Promise<number> {
  let failed = 0;
  for (const file of files)
    try {
      const kept = await desk.keepText(await read(file, io), '');
      if ('refused' in kept) throw new UsageError(`${file}: ${sayInput(kept.refused)}`);
      await write(io.stdout, `${kept.id}\n`);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failed++;
      await write(io.stderr, `${error.message}\n`);
    }
  return failed > 0 ? 2 : 0;
}

const sayInput = (refused: InputRefusal): string => english(messageOfInput(refused, english));
