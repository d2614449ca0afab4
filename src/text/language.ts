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
  const paragraphs = paragraphsOf(text);
  const judged = paragraphs.filter(paragraph => paragraph.length >= shortest);
  if (judged.length === 0) return identifyLanguage(paragraphs.join('\n'));
  const half = judged.reduce((sum, { length }) => sum + length, 0) / 2;
  const units = { en: 0, es: 0, unknown: 0 };
  for (const paragraph of judged) {
    units[identifyLanguage(paragraph)] += paragraph.length;
    if (Math.max(units.en, units.es) > half) break;
  }
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
      const words = paragraph.toLowerCase().split(/[^\p{L}]+/u);
      return count(words, spanish) > 2 * count(words, english) && identifyLanguage(paragraph) === 'es';
    })
    .map(segment => segment.index);
}

const spanish = new Set('de del la las el los que y en se por con un una para su al es fue como'.split(' '));
const english = new Set('the of and to in that is was for with on by a an his her has were'.split(' '));

const count = (words: readonly string[], little: ReadonlySet<string>): number =>
  words.filter(word => little.has(word)).length;

const paragraphsOf = ({ content, segments }: SegmentedText): string[] =>
  segments.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => content.slice(start, end));
