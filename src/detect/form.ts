import { fold, isCommonEnglish, isEnglish } from '../terms/index.ts';

/** A token longer than this is no word of any language here; it is carried, not looked into. */
export const longestWord = 60;

/**
 * A word as it is written, and what is known of it. A text has one for all its occurrences, so that nothing is
 * looked up twice; what only some detectors ask for is looked up when it is asked.
 */
export class Form {
  readonly text: string;
  readonly lower: string;
  /** Lower case, no accents, no owner's ending: what names are compared by. */
  readonly key: string;
  readonly capital: boolean;
  /** Ends in 's. */
  readonly owns: boolean;
  /** How often it stands in the text. */
  count = 0;
  #english: boolean | undefined;
  #common: boolean | undefined;

  constructor(text: string) {
    const lower = text.toLowerCase();
    const owns = lower.endsWith("'s") || lower.endsWith('’s');
    const first = text[0]!;
    this.text = text;
    this.lower = lower;
    this.key = text.length > longestWord ? lower : fold(owns ? lower.slice(0, -2) : lower);
    this.capital = first !== first.toLowerCase();
    this.owns = owns;
  }

  /** As `isEnglish` says. */
  get english(): boolean {
    this.#english ??= isEnglish(this.text);
    return this.#english;
  }

  /** As `isCommonEnglish` says. */
  get common(): boolean {
    this.#common ??= isCommonEnglish(this.text);
    return this.#common;
  }
}
