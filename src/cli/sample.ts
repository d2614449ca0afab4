import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the sample article. */
export const sampleFolder = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');

/** The sample article as the desk takes it: both texts as they were received. */
export async function readSample() {
  const [translation, comparable] = await Promise.all(
    ['translation.txt', 'comparable.txt'].map(name => readFile(join(sampleFolder, name), 'utf8')),
  );
  return {
    translation: { text: translation! },
    comparable: { text: comparable!, name: 'Border Report' },
  };
}
