import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { databaseFile, restoreBackup } from '../store/index.ts';
import { sayFault, sayPlace } from './audit.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, sayTrouble } from './data.ts';

/** `walnuts restore`: puts a backup into a data folder that holds no desk; all of it, or nothing. */
export const restore: Command = {
  name: 'restore',
  usage: 'FILE [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: dataOption,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length) throw new UsageError(english({ key: 'restore.one-file' }));
    const folder = values.data;
    const outcome = await sayTrouble(
      () => restoreBackup(file, join(folder, databaseFile)),
      reason => message('restore.failed', { file, reason }),
    );
    if ('refused' in outcome) {
      const { refused } = outcome;
      const faults = refused.code === 'damaged' ? refused.faults.map(fault => `${sayFault(fault)}\n`) : [];
      const reason = english(message(`restore.${refused.code}`, { file, folder }));
      throw new UsageError(`${faults.join('')}${reason}`);
    }
    const done = message('restore.done', { folder, place: sayPlace(outcome.last) });
    await write(io.stdout, `${english(done)}\n`);
    return 0;
  },
};
