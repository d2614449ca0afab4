import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { backUp } from '../store/index.ts';
import { sayFault, sayPlace } from './audit.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, desksDatabase, sayTrouble } from './data.ts';

/**
 * `walnuts backup`: copies the whole desk into one file, also while a server runs. Exit code 1: the desk has
 * faults, and there is no backup.
 */
export const backup: Command = {
  name: 'backup',
  usage: 'FILE [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: dataOption,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length) throw new UsageError(english({ key: 'backup.one-file' }));
    const folder = values.data;
    const database = desksDatabase(folder);
    const outcome = await sayTrouble(
      () => backUp(database, file),
      reason => message('backup.failed', { file, reason }),
    );
    if (!('refused' in outcome)) {
      const place = sayPlace(outcome.last);
      await write(io.stdout, `${english(message('backup.done', { folder, file, place }))}\n`);
      return 0;
    }
    const { refused } = outcome;
    if (refused.code !== 'damaged') throw new UsageError(english(message('backup.exists', { file })));
    const faults = refused.faults.map(sayFault);
    await write(io.stderr, `${[...faults, english(message('backup.faulty', { folder }))].join('\n')}\n`);
    return 1;
  },
};
