import type { Review } from '../model/index.ts';
import { Projection } from '../review/index.ts';

/** The text as it leaves. Corrections that were returned are left out of a draft: nobody stands by them. */
export function leavingText(review: Review, draft: boolean): string {
  if (!draft) return review.currentText;
  const standing = review.corrections.filter(({ state }) => state !== 'returned');
  return new Projection(review.texts.translation.content, standing).text;
}
