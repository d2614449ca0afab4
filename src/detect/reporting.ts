import type { Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';

/** Verbs that hand a quotation to its speaker. Shared word list, no detector. */
const verbs =
  wordSet(`said says say told tells added adds explained explains announced confirmed stated states warned asked replied
  insisted recalled noted wrote writes argued claimed commented concluded continued declared denied emphasized
  emphasised indicated indicates highlighted stressed pointed remarked reported revealed acknowledged admitted
  affirmed assured clarified complained criticized demanded detailed exhorted expressed mentioned observed posted
  promised proposed questioned recognized reiterated requested responded specified suggested tweeted urged lamented
  maintained celebrated denounced published answered asserted confessed titled
  captioned recounted joked regretted sustained quipped boasted vowed insists recalls`);

/** True for a verb of saying: "said", "recalled". Case does not matter. */
export const isReporting = (word: string): boolean => word.length < 14 && verbs.has(word.toLowerCase());

/** A tag begins at `at`: "said", "highlighted the president", "he said.", not "he added that the works go on", which is a sentence. */
export const isTag = (tokens: readonly Token[], at: number): boolean =>
  isReporting(tokens[at]!.text) ||
  (/^(?:he|she)$/.test(tokens[at]!.text) &&
    isReporting(tokens[at + 1]?.text ?? '') &&
    /^[.,]$/.test(tokens[at + 2]?.text ?? ''));
