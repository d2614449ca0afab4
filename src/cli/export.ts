import { parseArgs } from 'node:util';
import { type Exporter, exporters, includes, namelessFormats, refuseExport } from '../export/index.ts';
import { english } from '../messages/index.ts';
import { reviewArticle } from '../review/index.ts';
import type { Store } from '../store/index.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, now, withStore } from './data.ts';

/**
 * `walnuts export`: the corrected text, or the record of corrections, on standard output; approved text alone unless
 * `--include proposed`. `--without-names` leaves out who did what, where the format can do without.
 */
export const exportArticle: Command = {
  name: 'export',
  usage: `ARTICLE --format ${exporters.map(({ id }) => id).join('|')} [--include approved|proposed] [--without-names] [--data ./data]`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'txt' },
        include: { type: 'string', default: 'approved' },
        'without-names': { type: 'boolean', default: false },
        ...dataOption,
      },
    });
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length) throw new UsageError(english({ key: 'article.one' }));
    const exporter = exporterNamed(values.format);
    const include = includes.find(name => name === values.include);
    if (!include) throw new UsageError(english({ key: 'export.include' }));
    const nameless = values['without-names'];
    if (nameless && exporter.names)
      throw new UsageError(english({ key: 'export.names-stay', params: { formats: namelessFormats } }));
    const draft = include === 'proposed';
    const work = async (store: Store): Promise<number> => {
      const record = await store.article(id);
      if (!record) throw new UsageError(english({ key: 'article.unknown', params: { id } }));
      const review = reviewArticle(record);
      const refusal = refuseExport(review, include);
      if (refusal)
        throw new UsageError(english({ key: 'export.not-approved', params: { n: refusal.missing.length } }));
      const users = new Map((await store.users()).map(user => [user.id, user.fullName]));
      const nameOf = (by: string): string => (nameless ? '' : (users.get(by) ?? by));
      const at = now().toISOString();
      await write(io.stdout, await exporter.render({ review, draft, say: english, at, nameOf }));
      return 0;
    };
    return withStore(values.data, work, { existing: true });
  },
};

function exporterNamed(format: string): Exporter {
  const exporter = exporters.find(({ id }) => id === format);
  const formats = exporters.map(({ id }) => id).join(', ');
  if (!exporter) throw new UsageError(english({ key: 'export.formats', params: { formats } }));
  return exporter;
}
