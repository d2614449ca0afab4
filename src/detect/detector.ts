import type { Category, Draft } from '../model/index.ts';
import type { Reading } from './reading.ts';

/**
 * One kind of artefact: reads the shared reading, says what it found, in any order. Pure, and linear in the
 * length of the texts. `id` is the file's name; `categories`: what its drafts may be of.
 */
export type Detector = {
  readonly id: string;
  readonly categories: readonly Category[];
  readonly find: (reading: Reading) => readonly Draft[];
};
