import { type Draft, message } from '../model/index.ts';
import {
  fold,
  isCommonEnglish,
  isEnglish,
  regionsNamed,
  type SpanishName,
  spanishNamesFrom,
  spanishWord,
} from '../terms/index.ts';
import { oneBlankBetween } from './beside.ts';
import type { TextReading } from './reading.ts';

/** Words that tie a name to what stands before it: "Banco de España" is a name in Spanish. */
const ties = new Set('de del la el los las y en do da dos das'.split(' '));

/**
 * Names that English has in a form of its own, left in Spanish at `at`: "Londres", "the Fiscalía", "Sra. Ruiz",
 * "Jamenei". Parts of longer Spanish names, and what the other article has too, are left alone.
 */
export function spanishNameAt(
  text: TextReading,
  comparable: TextReading | undefined,
  at: number,
): { readonly draft: Draft; readonly to: number } | undefined {
  const { tokens } = text;
  for (const name of spanishNamesFrom(tokens[at]!.text)) {
    const to = at + name.words;
    if (!standsThere(text, at, name.name, to) || isInSpanishName(text, at, to)) continue;
    if (
      name.kind === 'places' &&
      (isSurname(text, at) || leadsName(text, to) || isRegion(text, at, name.name))
    )
      continue;
    if (comparable?.forms.has(tokens[at]!.text)) return undefined;
    const draft = draftOf(text, at, to, name);
    if (draft) return { draft, to };
  }
  return undefined;
}

function standsThere({ content, tokens }: TextReading, at: number, name: string, to: number): boolean {
  const last = tokens[to - 1];
  return last !== undefined && content.slice(tokens[at]!.start, last.end) === name;
}

function isInSpanishName({ content, tokens, formOf }: TextReading, at: number, to: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[to]];
  const [led, followed] = [formOf[at - 1], formOf[to]];
  if (led && oneBlankBetween(content, before, tokens[at]) && (ties.has(led.lower) || isSpanishCapital(led)))
    return true;
  if (!followed || !oneBlankBetween(content, tokens[to - 1], after)) return false;
  return (ties.has(followed.lower) && followed.lower !== 'a') || isSpanishCapital(followed);
}

/** "Soledad, Atlántico": the department, not the ocean, which has an article. */
const isRegion = ({ formOf }: TextReading, at: number, name: string): boolean =>
  formOf[at - 1]?.lower !== 'the' && regionsNamed(name).some(({ english }) => fold(english) === fold(name));

/** "Francia Márquez", "Florencia Cassez": a surname stands behind it. */
const leadsName = ({ content, tokens, formOf }: TextReading, to: number): boolean =>
  formOf[to]?.capital === true &&
  !isCommonEnglish(formOf[to]!.text) &&
  oneBlankBetween(content, tokens[to - 1], tokens[to]);

/** "Javier Sicilia", "Joseph Gales": a name stands before it. */
const isSurname = ({ content, tokens, formOf }: TextReading, at: number): boolean =>
  formOf[at - 1]?.capital === true &&
  formOf[at - 1]!.text.length > 2 &&
  !formOf[at - 1]!.common &&
  oneBlankBetween(content, tokens[at - 1], tokens[at]);

const isSpanishCapital = ({
  capital,
  text,
  lower,
}: {
  capital: boolean;
  text: string;
  lower: string;
}): boolean => capital && !isEnglish(text) && spanishWord(lower) !== undefined;

function draftOf(
  { content, tokens, formOf }: TextReading,
  at: number,
  to: number,
  name: SpanishName,
): Draft | undefined {
  const [first, last] = [tokens[at]!, tokens[to - 1]!];
  const stop = name.kind === 'shorts' && content[last.end] === '.' ? 1 : 0;
  if (name.kind === 'shorts' && !isShort(content, first.text, last.end, stop)) return undefined;
  // "Senado": a word that English has is no body here.
  if (name.kind === 'bodies' && isCommonEnglish(first.text)) return undefined;
  const article = name.kind === 'bodies' && formOf[at - 1]?.lower !== 'the' && /^\p{Lu}/u.test(name.english);
  const english = article ? `the ${name.english}` : name.english;
  return {
    start: first.start,
    end: last.end + stop,
    category: name.kind === 'people' ? 'name-variant' : 'untranslated',
    severity: name.kind === 'places' ? 'major' : 'minor',
    confidence: name.kind === 'bodies' ? 0.75 : 0.85,
    message: message(`finding.untranslated.${name.kind}`, { name: english }),
    suggestions: english ? [{ text: english }] : [],
    evidence: [
      {
        kind: 'lexicon',
        say: message('evidence.lexicon.spanish-name', { name: name.english || first.text }),
      },
    ],
  };
}

/** "Sra. Ruiz", "at 10:00 hrs"; not "Cap" or "Sen" without a stop and a name behind. */
function isShort(content: string, short: string, end: number, stop: number): boolean {
  if (short === short.toLowerCase())
    return (
      /\d ?$/.test(content.slice(Math.max(0, end - short.length - 2), end - short.length)) ||
      (stop === 1 && short.length > 3)
    );
  if (/^EE/.test(short)) return true;
  return stop === 1 && /^ \p{Lu}\p{Ll}/u.test(content.slice(end + 1, end + 4));
}
