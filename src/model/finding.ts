import type { Message } from './message.ts';
import type { Span } from './span.ts';
import type { Category, Severity } from './taxonomy.ts';

/** Replaces exactly the span of its finding; the empty string deletes. */
export type Suggestion = { readonly text: string };

export type QuotedKind = 'translation' | 'comparable' | 'source';
export type SaidKind = 'gazetteer' | 'lexicon' | 'dictionary' | 'pattern' | 'memory';

/** A witness: words quoted from one of the texts, or something that the tool knows, said as a message. */
export type Evidence =
  | (Span & { readonly kind: QuotedKind; readonly segment: number; readonly text: string })
  | { readonly kind: SaidKind; readonly say: Message };

/**
 * What a detector reports: an exact span, one plain sentence, witnesses, a confidence (0 to 1) and suggestions
 * where a better wording is known, best first. `quiet`: listed on request, not highlighted, never a blocker.
 */
export type Draft = Span & {
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: number;
  readonly quiet?: boolean;
  readonly message: Message;
  readonly suggestions: readonly Suggestion[];
  readonly evidence: readonly Evidence[];
};

/**
 * A draft with its place and name. `text` is exactly `content.slice(start, end)`. `id` hashes category, quoted
 * words and which of their occurrences this is, not offsets, so that a decision survives re-detection.
 */
export type Finding = Draft & {
  readonly id: string;
  readonly segment: number;
  readonly text: string;
  readonly quiet: boolean;
  readonly detector: string;
};

/** Order of findings everywhere: start, end, category. */
export const byPlace = (a: Span & { category: string }, b: Span & { category: string }): number =>
  a.start - b.start || a.end - b.end || (a.category < b.category ? -1 : a.category > b.category ? 1 : 0);
