import type { Correction, Review } from '../model/index.ts';
import { Projection } from '../review/index.ts';

/** The corrections that leave, by start. Those that were returned are left out of a draft: nobody stands by them. */
export const leavingCorrections = ({ corrections }: Review, draft: boolean): readonly Correction[] =>
  draft ? corrections.filter(({ state }) => state !== 'returned') : corrections;

/** The text as it leaves: the import with those corrections. */
export const leavingText = (review: Review, draft: boolean): string =>
  new Projection(review.texts.translation.content, leavingCorrections(review, draft)).text;
