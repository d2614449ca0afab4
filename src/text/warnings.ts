import { type Language, message, type SegmentedText, type Warning } from '../model/index.ts';
import { paragraphsInSpanish } from './language.ts';

type Texts = { readonly translation: SegmentedText; readonly comparable?: SegmentedText };
type Languages = { readonly translation: Language; readonly comparable?: Language };

/**
 * What is odd about the texts as wholes, before anybody reads them. Only a Spanish text in the translation's
 * place stops the work: every detector would report every word of it.
 */
export function warnOf(texts: Texts, languages: Languages): Warning[] {
  const warnings: Warning[] = [];
  if (languages.translation === 'es') warnings.push(warning('translation-is-spanish', { stops: true }));
  if (languages.comparable === 'es') warnings.push(warning('comparable-is-spanish'));
  if (texts.comparable && nearlyEqual(texts.translation.content, texts.comparable.content))
    warnings.push(warning('texts-equal'));
  if (languages.translation === 'en') {
    const segments = paragraphsInSpanish(texts.translation);
    if (segments.length > 0) warnings.push(warning('paragraphs-in-spanish', { segments }));
  }
  return warnings;
}

/** A warning of the catalogue, e.g. `probably-swapped`; `n` of its sentence is the number of segments. */
export function warning(
  code: string,
  { stops = false, segments }: { stops?: boolean; segments?: readonly number[] } = {},
): Warning {
  return {
    code,
    message: message(`warning.${code}`, { n: segments?.length ?? 0 }),
    stops,
    ...(segments && { segments }),
  };
}

/** Share of word triples that two texts must have in common to be taken for one text. */
const sameTriples = 0.9;

/**
 * True when two texts are one and the same but for some words: nine in ten triples of words of either stand in
 * the other. A translation beside a comparable on the same event shares a few in a hundred. Linear.
 */
export function nearlyEqual(a: string, b: string): boolean {
  const one = triples(a);
  const two = triples(b);
  const common = [...one].filter(triple => two.has(triple)).length;
  return common > 0 && common >= sameTriples * Math.max(one.size, two.size);
}

function triples(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 3) return new Set([words.join(' ')]);
  return new Set(words.slice(2).map((word, at) => `${words[at]} ${words[at + 1]} ${word}`));
}
