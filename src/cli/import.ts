import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { type InputRefusal, messageOfInput } from '../web/index.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, withDesk } from './data.ts';
import { readInput } from './input.ts';

/** `walnuts import`: keeps an article, has it analysed, prints its id. */
export const importArticle: Command = {
  name: 'import',
  usage: 'TRANSLATION [--comparable FILE] [--source FILE] [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { comparable: { type: 'string' }, source: { type: 'string' }, ...dataOption },
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length) throw new UsageError(english({ key: 'article.texts' }));
    const read = async (file: string | undefined) => {
      if (file === undefined) return undefined;
      const { name, content, segments } = await readInput(file, io);
      return { text: content, name, segments };
    };
    const input = {
      translation: (await read(path))!,
      comparable: await read(values.comparable),
      source: await read(values.source),
    };
    const made = await withDesk(values.data, io, desk => desk.createArticle(input, ''));
    if ('refused' in made) throw new UsageError(sayInput(made.refused));
    await write(io.stdout, `${made.id}\n`);
    return 0;
  },
};

const sayInput = (refused: InputRefusal): string => english(messageOfInput(refused, english));
