import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { type Fault, type Place, verifyDesk } from '../store/index.ts';
import { type Command, UsageError, write } from './command.ts';
import { dataOption, desksDatabase, sayTrouble } from './data.ts';
import { visible } from './print.ts';

/**
 * `walnuts audit verify`: reads the whole log against its chain, also while a server runs, and prints each fault
 * with its line. Exit code 0: sound; 1: faults.
 */
export const audit: Command = {
  name: 'audit',
  usage: 'verify [--noted LINE:HASH] [--data ./data]',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { noted: { type: 'string' }, ...dataOption },
    });
    if (positionals.length !== 1 || positionals[0] !== 'verify')
      throw new UsageError(english({ key: 'audit.what' }));
    const noted = values.noted === undefined ? undefined : readPlace(values.noted);
    const database = desksDatabase(values.data);
    return sayTrouble(
      async () => {
        const reading = verifyDesk(database, noted);
        for (let count = 0; ; count++) {
          const { done, value } = reading.next();
          if (!done) {
            await write(io.stdout, `${sayFault(value)}\n`);
            continue;
          }
          const { soundCount, last } = value;
          const sound = english(message('audit.sound', { n: soundCount }));
          const end = english(
            count > 0
              ? message('audit.faults', { n: count })
              : message('audit.last', { place: sayPlace(last) }),
          );
          await write(io.stdout, `${sound} ${end}\n`);
          return count > 0 ? 1 : 0;
        }
      },
      reason => message('data.unusable', { folder: values.data, reason }),
    );
  },
};

/** A line of the log as it is noted down: number and hash. */
export const sayPlace = ({ seq, hash }: Place): string => `${seq}:${hash}`;

function readPlace(text: string): Place {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new UsageError(english({ key: 'audit.noted' }));
  return { seq: Number(seq), hash };
}

/** A fault in a sentence. What is quoted comes from a log that somebody may have written into: no word steers the terminal. */
export function sayFault(fault: Fault): string {
  const params = Object.entries(fault).map(([name, value]) => [name, visible(String(value))]);
  return english(message(`audit.fault.${fault.code}`, Object.fromEntries(params)));
}
