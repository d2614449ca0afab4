import { parseArgs } from 'node:util';
import { exporters } from '../export/index.ts';
import { english } from '../messages/index.ts';
import { reviewArticle } from '../review/index.ts';
import type { Store } from '../store/index.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, now, withStore } from './data.ts';

/** `walnuts export`: the corrected text on standard output; approved text alone unless `--include proposed`. */
export const exportArticle: Command = {
  name: 'export',
  usage: `ARTICLE --format ${exporters.map(({ id }) => id).join('|')} [--include approved|proposed] [--data ./data]`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'txt' },
        include: { type: 'string', default: 'approved' },
        ...dataOption,
      },
    });
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length) throw new UsageError(english({ key: 'article.one' }));
    const exporter = exporters.find(other => other.id === values.format);
    const formats = exporters.map(other => other.id).join(', ');
    if (!exporter) throw new UsageError(english({ key: 'export.formats', params: { formats } }));
    if (values.include !== 'approved' && values.include !== 'proposed')
      throw new UsageError(english({ key: 'export.include' }));
    const draft = values.include === 'proposed';
    const work = async (store: Store): Promise<number> => {
      const record = await store.article(id);
      if (!record) throw new UsageError(english({ key: 'article.unknown', params: { id } }));
      const review = reviewArticle(record);
      const unapproved = review.corrections.filter(({ state }) => state !== 'approved').length;
      if (!draft && review.state !== 'approved')
        throw new UsageError(english({ key: 'problem.not-approved', params: { n: unapproved } }));
      const users = new Map((await store.users()).map(user => [user.id, user.fullName]));
      const nameOf = (by: string): string => users.get(by) ?? by;
      await write(
        io.stdout,
        exporter.render({ review, draft, say: english, at: now().toISOString(), nameOf }),
      );
      return 0;
    };
    return withStore(values.data, work, { existing: true });
  },
};
