import { franc } from 'franc';
import type { Language, SegmentedText } from '../model/index.ts';

/** Under this many characters a guess is right too seldom to be said (87 of 100 Spanish headlines). */
const shortest = 60;

/**
 * English or Spanish, nothing else: told to choose between the two, franc is right on all but one in a hundred
 * paragraphs of 60 characters or more; unrestricted it takes every fourth for another language. Shorter texts
 * are 'unknown'.
 */
export function identifyLanguage(text: string): Language {
  if (text.trim().length < shortest) return 'unknown';
  const code = franc(text, { only: ['eng', 'spa'] });
  return code === 'eng' ? 'en' : code === 'spa' ? 'es' : 'unknown';
}

/**
 * The language of an article: that of most of its paragraphs, each counting for its length, so that one long
 * quotation does not outvote the rest. Paragraphs too short to judge are read together when there is no other.
 */
export function languageOf(text: SegmentedText): Language {
  const units = { en: 0, es: 0, unknown: 0 };
  for (const paragraph of paragraphsOf(text)) units[identifyLanguage(paragraph)] += paragraph.length;
  if (units.en === 0 && units.es === 0) return identifyLanguage(paragraphsOf(text).join('\n'));
  return units.en >= units.es ? 'en' : 'es';
}

/**
 * Indexes of the paragraphs left in Spanish in an English text, ascending. franc alone takes some English
 * paragraphs full of Spanish names for Spanish, so the little words must say so, too. Headings are never judged.
 */
export function paragraphsInSpanish(text: SegmentedText): number[] {
  return text.segments
    .filter(({ kind, start, end }) => {
      if (kind !== 'paragraph') return false;
      const paragraph = text.content.slice(start, end);
      return (
        identifyLanguage(paragraph) === 'es' && count(paragraph, spanish) > 2 * count(paragraph, english)
      );
    })
    .map(segment => segment.index);
}

const spanish =
  /(?<!\p{L})(?:de|del|la|las|el|los|que|y|en|se|por|con|una?|para|su|al|es|fue|como)(?!\p{L})/giu;
const english = /(?<!\p{L})(?:the|of|and|to|in|that|is|was|for|with|on|by|an?|his|her|has|were)(?!\p{L})/giu;
const count = (text: string, words: RegExp): number => text.match(words)?.length ?? 0;

const paragraphsOf = ({ content, segments }: SegmentedText): string[] =>
  segments.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => content.slice(start, end));
