import { createRequire } from 'node:module';
import type { franc as Franc } from 'franc';
import type { Language, SegmentedText } from '../model/index.ts';

/** Loaded when it is first asked: it unpacks the trigrams of 200 languages, and hardly a check needs them. */
let franc: typeof Franc | undefined;

/** Under this many characters a guess is right too seldom to be said (87 of 100 Spanish headlines). */
const shortest = 60;

/**
 * English or Spanish, nothing else. Four English little words, and four for each Spanish one, say English: they
 * settle 94 of 100 paragraphs at a twentieth of franc's cost, and of 43,000 real ones franc took four of those
 * for Spanish, wrongly. The rest franc judges: told to choose between the two, it is right on all but one in a
 * hundred paragraphs of 60 characters or more; unrestricted it takes every fourth for another language. Shorter
 * texts are 'unknown'.
 */
export function identifyLanguage(text: string): Language {
  if (text.trim().length < shortest) return 'unknown';
  const little = countLittleWords(text);
  if (little.english >= 4 && little.english > 4 * little.spanish) return 'en';
  franc ??= (createRequire(import.meta.url)('franc') as { franc: typeof Franc }).franc;
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
      const little = countLittleWords(paragraph);
      return little.spanish > 2 * little.english && identifyLanguage(paragraph) === 'es';
    })
    .map(segment => segment.index);
}

const spanish = 'de del la las el los que y en se por con un una para su al es fue como'.split(' ');
const english = 'the of and to in that is was for with on by a an his her has were'.split(' ');
const longestLittle = 4;

/** A word of up to four letters a to z in one number, five bits a letter, capitals as small ones. */
const packed = (word: string): number =>
  [...word].reduce((code, letter) => (code << 5) | (letter.charCodeAt(0) & 31), 0);
const englishCodes = new Set(english.map(packed));
const spanishCodes = new Set(spanish.map(packed));

/** Counts the little words of either language, in one walk over the text that makes no strings. */
function countLittleWords(text: string): { english: number; spanish: number } {
  const found = { english: 0, spanish: 0 };
  let code = 0;
  let length = 0;
  for (let at = 0; at <= text.length; at++) {
    // Beyond the end it is not a number, and no letter.
    const unit = text.charCodeAt(at);
    if ((unit | 32) >= 97 && (unit | 32) <= 122) {
      code = (code << 5) | (unit & 31);
      length++;
    } else if (unit >= 128 && /\p{L}/u.test(text[at]!)) {
      length += longestLittle + 1;
    } else {
      if (length > 0 && length <= longestLittle) {
        if (englishCodes.has(code)) found.english++;
        else if (spanishCodes.has(code)) found.spanish++;
      }
      code = 0;
      length = 0;
    }
  }
  return found;
}

const paragraphsOf = ({ content, segments }: SegmentedText): string[] =>
  segments.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => content.slice(start, end));
