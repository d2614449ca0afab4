import type { Draft } from '../model/index.ts';
import { isPlace, regionByShort } from '../terms/index.ts';
import { isBlank, isDigit, isLetter, type Token } from '../text/tokens.ts';
import { wordSet } from '../text/word-set.ts';
import { isLower, isUpper, oneBlankBetween } from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import { isAbbreviation, type Reading, type TextReading } from './reading.ts';
import { isReporting } from './reporting.ts';
import { beginsSentence, stopInside } from './sentence-stop.ts';

/** Tokens looked through for the mark that opened a quotation. */
const farthest = 120;
/** Units looked through for the dash that closes an aside. */
const longestAside = 160;
/** A clause before ", however," has at least so many words; "In Mexico, however, the" has fewer. */
const leastClause = 9;
const longestClause = 60;
/** A paragraph shorter than this may be a caption, a list item or a signature: it need not end in a mark. */
const shortestEnded = 110;

/** What a clause that stands by itself begins with, after ", however,". */
const subjects =
  wordSet(`the he she it they we i you this these those there his her their its our a an some many most
  several nobody none everyone citizens people`);
/** A sentence that begins with one of these is not done at its first comma: "When it rains, however, ...". */
const subordinate =
  wordSet(`in on at when while if although though after before since as for with during because once despite
  unlike under from by among within without according to until given whether of what because`);

const draftOf = draftsByRule('punctuation', 'minor', 'marks');

/**
 * Marks that Spanish, a lost link or haste left wrong: "SONORA.-", "arrived..", "the plant. (ACA)", "homicides.
 * what is", "¿", Spanish dashes ("-the only one-"), "water, however, citizens seem", a paragraph without an end.
 */
export const punctuation: Detector = {
  id: 'punctuation',
  categories: ['punctuation'],
  find: ({ translation }: Reading) => {
    const { tokens } = translation;
    const drafts: Draft[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index]!;
      const draft =
        token.kind === 'word'
          ? stopBefore(translation, index)
          : token.kind === 'mark'
            ? atMark(translation, index)
            : undefined;
      if (draft) drafts.push(draft);
    }
    return [
      ...drafts,
      ...spliced(translation),
      ...unended(translation),
      ...openAppositions(translation),
      ...tagsWithStop(translation),
    ];
  },
};

function atMark(text: TextReading, index: number): Draft | undefined {
  switch (text.tokens[index]!.text) {
    case '.':
      return (
        placeLine(text, index) ??
        dateline(text, index) ??
        doubledMark(text, index) ??
        stopBeforeBracket(text, index) ??
        stopAfterAlias(text, index)
      );
    case ',':
    case ';':
    case ':':
    case '?':
    case '!':
      return doubledMark(text, index);
    case '-':
    case '–':
    case '—':
      return aside(text, index);
    case '¿':
    case '¡':
      return inverted(text, index);
    case '”':
    case '"':
      return markBothSides(text, index) ?? tagWithoutComma(text, index);
    default:
      return undefined;
  }
}

/** "Hermosillo.- Elements of", "SONORA.- The": how Spanish papers part the place from the text. */
function dateline({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [before, stop, dash, next] = [
    tokens[index - 1],
    tokens[index]!,
    tokens[index + 1],
    tokens[index + 2],
  ];
  if (before?.end !== stop.start || dash?.start !== stop.end || !/^[-–—]$/.test(dash.text)) return undefined;
  if (!next || segmentOf[index + 2] !== segmentOf[index]) return undefined;
  if (next.start === dash.end && isDigit(content, next.start)) return undefined;
  // "1.- The first point": the Spanish way to number a list.
  if (before.kind === 'number') {
    return segmentOf[index - 2] === segmentOf[index]
      ? undefined
      : draftOf(stop.start, dash.end, ['.'], 'finding.punctuation.numbered', 0.8);
  }
  // "U.S.-China": an initial, and the hyphen of a compound.
  if (
    before.text.length < 3 ||
    (next.start === dash.end && before.text.length < 5) ||
    (next.start === dash.end && isLower(next.text[0]))
  )
    return undefined;
  const spaced = next.start > dash.end ? ' —' : ' — ';
  const colon = ': '.slice(0, spaced.length - 1);
  // "Delicias, Chih.-": English news spells the state out.
  const state = tokens[index - 2]?.text === ',' ? regionByShort(before.text)?.spanish : undefined;
  return draftOf(
    state ? before.start : stop.start,
    dash.end,
    state ? [state + spaced, before.text + spaced] : [spaced, colon],
    'finding.punctuation.dateline',
    0.93,
  );
}

/** "GUATEMALA. The court": the place in capitals at the head of a text, with a full stop. */
function placeLine({ content, tokens, segmentOf, segments }: TextReading, index: number): Draft | undefined {
  const [stop, next] = [tokens[index]!, tokens[index + 1]];
  const { start } = segments[segmentOf[index]!]!;
  const place = content.slice(start, stop.start);
  if (place.length < 4 || place.length > longestPlace || place !== place.toUpperCase()) return undefined;
  if (!isPlace(place) || !oneBlankBetween(content, stop, next) || !isUpper(next!.text[0])) return undefined;
  return draftOf(stop.start, stop.end, [' —', ':'], 'finding.punctuation.dateline', 0.8);
}

const longestPlace = 30;

/** Of two marks the one that stays. What is not here may meet: "etc.,", "?!", "...". */
const keptOf: Readonly<Record<string, string>> = {
  '..': '.',
  ',,': ',',
  ';;': ';',
  '::': ':',
  ',.': '.',
  ';.': '.',
  ':.': ':',
  '?.': '?',
  '!.': '!',
  '.,': ',',
  '.;': ';',
  '.:': ':',
  ',;': ';',
  ';,': ';',
  ',:': ':',
  ':,': ':',
  '?,': '?',
  '!,': '!',
};

/** "arrived..", "the plant,,", "why?.", "they left. , and": of two marks one stays. Not "wait...", ".;)", "§1,.5". */
function doubledMark(text: TextReading, index: number): Draft | undefined {
  const { content, tokens, segmentOf } = text;
  const [word, mark, second] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  const kept = second && keptOf[mark.text + second.text];
  if (!kept || word?.end !== mark.start || segmentOf[index + 1] !== segmentOf[index]) return undefined;
  // "wait . . .", "ab/..": dots that are no stops. With a blank between only a comma is sure to be left over.
  const apart = second.start > mark.end;
  if (apart && !(second.text === ',' && oneBlankBetween(content, mark, second))) return undefined;
  if (word.kind === 'mark' && /^[.,;:/]$/.test(word.text)) return undefined;
  const after = content[second.end];
  if (after !== undefined && !isBlank(content, second.end) && !/["”’)]/.test(after)) {
    if (mark.text + second.text !== '..' || /[./]/.test(after)) return undefined;
  }
  if (!mayLose(text, index, second.text)) return undefined;
  return draftOf(
    mark.start,
    second.end,
    [kept],
    'finding.punctuation.doubled',
    mark.text === '.' ? 0.93 : 0.9,
  );
}

/** Not "Inc., which", "the U.S.: a", "“Who Is It?”, a film", ":rocket:.": marks that belong to what stands before. */
function mayLose(text: TextReading, index: number, second: string): boolean {
  const { content, tokens } = text;
  const [word, mark, next, third] = [
    tokens[index - 1]!,
    tokens[index]!.text,
    tokens[index + 2],
    tokens[index + 3],
  ];
  if (mark === '.' && second !== '.') return endsInPlainWord(text, index);
  if (mark === ':') return content[word.start - 1] !== ':';
  if (mark !== '?' && mark !== '!') return true;
  // "Yahoo!." is a name; behind "?," comes the tag of what was asked.
  if (word.kind !== 'word') return false;
  if (second === '.') return isLower(word.text[0]);
  return (isReporting(next?.text ?? '') || isReporting(third?.text ?? '')) && !isQuoted(text, index);
}

/** In a quotation that is still open: its mark was lost, quote says so. */
function isQuoted({ tokens, segmentOf }: TextReading, index: number): boolean {
  for (let at = index - 1; at >= 0 && at > index - farthest && segmentOf[at] === segmentOf[index]; at--)
    if (/^[“”"‘«»]$/.test(tokens[at]!.text)) return tokens[at]!.text !== '”' && tokens[at]!.text !== '»';
  return false;
}

/** The stop at `index` shortens nothing: an everyday word stands before it. */
const endsInPlainWord = ({ tokens, formOf }: TextReading, index: number): boolean => {
  const form = formOf[index - 1];
  return (
    form !== undefined &&
    !form.capital &&
    form.common &&
    form.text.length > 3 &&
    !isAbbreviation(tokens[index - 1]!.text)
  );
};

/** `the end.”.`, `the end,”,`: a mark on both sides of the closing quotation mark. Not `a plea for “help?”.` */
function markBothSides(text: TextReading, index: number): Draft | undefined {
  const { content, tokens } = text;
  const [inner, closing, outer] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (inner?.end !== closing.start || outer?.start !== closing.end || content[outer.end] === '.')
    return undefined;
  if (!/^[.,]$/.test(outer.text) || !/^[.,]$/.test(inner.text) || !endsInPlainWord(text, index - 1))
    return undefined;
  return draftOf(inner.start, outer.end, [outer.text + closing.text], 'finding.punctuation.doubled', 0.85);
}

/** "the plant. (ACA)": the stop stood at the edge of a link. */
function stopBeforeBracket({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [before, stop, open, short, close] = tokens.slice(Math.max(0, index - 1), index + 4);
  if (index === 0 || open?.text !== '(' || close?.text !== ')' || !short || !stop) return undefined;
  if (!oneBlankBetween(content, stop, open) || segmentOf[index + 1] !== segmentOf[index]) return undefined;
  if (!/^[A-Z]{2,7}$/.test(short.text) || before?.kind !== 'word' || isAbbreviation(before.text))
    return undefined;
  return draftOf(stop.start, open.end, [' ('], 'finding.punctuation.link-edge', 0.85);
}

/** "alias. ‘Caliche’": what a person is called stands right behind. */
function stopAfterAlias({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [word, stop, next] = [tokens[index - 1], tokens[index]!, tokens[index + 1]];
  if (!/^(?:alias|nicknamed|aka)$/.test(word?.text ?? '') || word!.end !== stop.start) return undefined;
  if (!next || segmentOf[index + 1] !== segmentOf[index] || !oneBlankBetween(content, stop, next))
    return undefined;
  return draftOf(stop.start, next.end, [` ${next.text}`], 'finding.punctuation.link-edge', 0.88);
}

/** "Figueroa -the only one highlighted by Cristina- who": an aside between dashes that touch it, as in Spanish. */
function aside({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const open = tokens[index]!;
  const next = tokens[index + 1];
  if (!isBlank(content, open.start - 1) || next?.kind !== 'word' || next.start !== open.end) return undefined;
  // The beginning of a line is a list or a speaker.
  if (index === 0 || segmentOf[index - 1] !== segmentOf[index]) return undefined;
  for (let at = index + 2; at < tokens.length && tokens[at]!.start - open.start < longestAside; at++) {
    const close = tokens[at]!;
    if (segmentOf[at] !== segmentOf[index]) return undefined;
    if (close.text !== open.text) continue;
    const [before, after] = [tokens[at - 1]!, content[close.end]];
    const ends = after === undefined || isBlank(content, close.end) || /[,.;:)]/.test(after);
    if (before.end !== close.start || !ends) {
      if (before.end === close.start && isLetter(content, close.end)) continue;
      return undefined;
    }
    const words = content.slice(next.start, close.start);
    if (!words.includes(' ') || before.kind === 'mark') return undefined;
    return draftOf(open.start, close.end, [`— ${words} —`, `(${words})`], 'finding.punctuation.dashes', 0.85);
  }
  return undefined;
}

/** "¿" and "¡": English has none. A Spanish sentence quoted on purpose keeps its own. */
function inverted({ content, tokens, formOf }: TextReading, index: number): Draft | undefined {
  const [mark, next] = [tokens[index]!, tokens[index + 1]];
  if (next?.kind !== 'word' || next.start !== mark.end || !formOf[index + 1]!.english) return undefined;
  const third = formOf[index + 2];
  if (third && !third.english) return undefined;
  if (/[#@]/.test(content[mark.start - 1] ?? '')) return undefined;
  return draftOf(mark.start, next.end, [next.text], 'finding.punctuation.inverted', 0.85);
}

/** `first scale: Millionaires” titled the team`: a quotation runs into its tag. */
function tagWithoutComma({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [before, mark, verb, next] = [
    tokens[index - 1],
    tokens[index]!,
    tokens[index + 1],
    tokens[index + 2],
  ];
  if (before?.kind !== 'word' || before.end !== mark.start || !oneBlankBetween(content, mark, verb))
    return undefined;
  if (!verb || !next || segmentOf[index + 2] !== segmentOf[index] || !isReporting(verb.text))
    return undefined;
  if (!/^(?:the|he|she|a|an|his|her|in)$/i.test(next.text) && !isUpper(next.text[0])) return undefined;
  // `what he calls “progress” said the mayor`: of a few words it may be a term.
  const from = quotedFrom(tokens, index);
  if (from === undefined || index - from < 5 || isTitle(tokens.slice(from + 1, index))) return undefined;
  // `A sign reading “we want them back” demanded help`: what is quoted is the subject.
  const lead = tokens[from - 1];
  if (lead?.kind === 'word' && segmentOf[from - 1] === segmentOf[from]) return undefined;
  return draftOf(mark.start, mark.end, [`,${mark.text}`], 'finding.punctuation.tag', 0.85);
}

/** `The “Declaration on Peace and Security” stressed the`: most of its longer words have capitals. */
function isTitle(words: readonly Token[]): boolean {
  const long = words.filter(({ text }) => text.length > 3);
  return long.filter(({ text }) => isUpper(text[0])).length > long.length / 2;
}

/** Place of the mark that opened the quotation closed here, in the same paragraph. */
function quotedFrom(tokens: readonly Token[], close: number): number | undefined {
  const opening = tokens[close]!.text === '"' ? '"' : '“';
  for (let at = close - 1; at >= 0 && at > close - farthest; at--) {
    if (tokens[at]!.text === opening) return at;
    if (tokens[at]!.text === tokens[close]!.text) return undefined;
  }
  return undefined;
}

/** "770 homicides. what’s going on": the stop stands in mid-sentence. Where a sentence could begin, casing says so. */
function stopBefore(text: TextReading, index: number): Draft | undefined {
  const after = stopAfterSmallWord(text, index);
  if (after) return after;
  if (!stopInside(text, index) || beginsSentence(text, index)) return undefined;
  const [stop, word] = [text.tokens[index - 1]!, text.tokens[index]!];
  return draftOf(
    stop.start,
    word.end,
    [` ${word.text}`, `, ${word.text}`],
    'finding.punctuation.mid-sentence',
    0.82,
  );
}

/** "under the. Ceiba of 1851": no sentence ends in an article. (In "of" it may: "what he was accused of".) */
function stopAfterSmallWord({ content, tokens, segmentOf }: TextReading, index: number): Draft | undefined {
  const [small, stop, word] = [tokens[index - 2], tokens[index - 1], tokens[index]!];
  if (stop?.text !== '.' || !small || !neverLast.has(small.text) || small.end !== stop.start)
    return undefined;
  if (segmentOf[index - 2] !== segmentOf[index] || !oneBlankBetween(content, stop, word)) return undefined;
  return draftOf(stop.start, word.end, [` ${word.text}`], 'finding.punctuation.mid-sentence', 0.9);
}

const neverLast = wordSet('the an and or their your');

/** "are running out of water, however, citizens seem": two sentences held together by a comma. */
function spliced({ tokens, segmentOf }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  let sentence = 0;
  for (let index = 1; index < tokens.length; index++) {
    if (segmentOf[index] !== segmentOf[index - 1]) sentence = index;
    if (/^[.!?;:—–“”"]$/.test(tokens[index]!.text)) sentence = index + 1;
    const connector = tokens[index]!.text === ',' ? connectorAfter(tokens, index) : undefined;
    if (!connector) continue;
    if (/^(?:when|that|but|and|which|who|because)$/.test(tokens[index - 1]!.text)) continue;
    // "was, in fact, the brother of"
    if (finite.has(tokens[index - 1]!.text)) continue;
    const length = index - sentence;
    const first = tokens[sentence]?.text.toLowerCase() ?? '';
    if (length < leastClause || length > longestClause || subordinate.has(first)) continue;
    if (!subjects.has(tokens[connector.to]?.text.toLowerCase() ?? '')) continue;
    if (!hasVerbBefore(tokens, sentence, index)) continue;
    const [comma, last] = [tokens[index]!, tokens[connector.to - 1]!];
    const words = connector.words;
    const texts = [`; ${words},`, `. ${words[0]!.toUpperCase()}${words.slice(1)},`];
    drafts.push(draftOf(comma.start, last.end, texts, 'finding.punctuation.splice', 0.72));
  }
  return drafts;
}

/** ", however," and ", in fact" (the comma behind is often lost); `to`: the token behind. */
function connectorAfter(
  tokens: readonly Token[],
  comma: number,
): { readonly words: string; readonly to: number } | undefined {
  const [one, two, three] = [tokens[comma + 1], tokens[comma + 2], tokens[comma + 3]];
  if (one?.text === 'however' && two?.text === ',') return { words: 'however', to: comma + 3 };
  if (one?.text !== 'in' || two?.text !== 'fact') return undefined;
  return { words: 'in fact', to: comma + (three?.text === ',' ? 4 : 3) };
}

const finite = wordSet(`is are was were has have had will would can could may did does do`);

const hasVerbBefore = (tokens: readonly Token[], from: number, to: number): boolean => {
  let commas = 0;
  let verb = false;
  for (let at = from; at < to; at++) {
    if (tokens[at]!.text === ',') commas++;
    if (finite.has(tokens[at]!.text) || /ed$/.test(tokens[at]!.text)) verb = true;
  }
  return verb && commas <= 2;
};

/** A long paragraph that ends without a mark where the others end with one. */
function unended({ content, tokens, segmentOf, segments }: TextReading): Draft[] {
  const lasts: (number | undefined)[] = segments.map(() => undefined);
  for (const [index] of tokens.entries()) lasts[segmentOf[index]!] = index;
  const ended = (at: number): boolean => tokens[lasts[at]!]?.kind === 'mark';
  const prose = segments.filter(
    ({ kind, start, end }) => kind === 'paragraph' && end - start >= shortestEnded,
  );
  const good = prose.filter(({ index }) => lasts[index] !== undefined && ended(index)).length;
  return prose.flatMap(({ index }) => {
    const at = lasts[index];
    // The last one may be cut off by who quoted the text.
    if (at === undefined || ended(index) || index === segments.length - 1 || good < 2) return [];
    if (prose.length - good > 2 || good < 3 * (prose.length - good)) return [];
    const { start, end, kind, text } = tokens[at]!;
    // The next one goes on with the sentence: the paragraph is broken.
    if (isLower(tokens[at + 1]?.text[0])) return [];
    if (
      kind !== 'word' ||
      !isLower(text.at(-1)) ||
      !content.slice(segments[index]!.start, start).includes('. ')
    )
      return [];
    return [draftOf(start, end, [`${text}.`], 'finding.punctuation.unended', 0.75)];
  });
}

/** "The former head of the ministry, Rosa Ruiz Paz will be held": what stands beside the name needs a comma behind it. */
function openAppositions({ tokens, segmentOf, words }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  const starts = sentenceStarts(tokens, segmentOf);
  const at = new Map(tokens.map((token, index) => [token.start, index]));
  for (let from = 1; from < words.length; from++) {
    const name = words[from]!;
    if (!name.capital || name.follows || name.form.common) continue;
    let to = from + 1;
    while (to < words.length && words[to]!.follows && words[to]!.capital) to++;
    const verb = words[to];
    if (to - from < 2 || !verb?.follows || !finite.has(verb.text)) continue;
    const comma = at.get(name.start)! - 1;
    const start = starts[comma]!;
    if (tokens[comma]?.text !== ',' || !leadsTo(tokens, start, comma)) continue;
    const last = words[to - 1]!;
    drafts.push(draftOf(last.start, last.end, [`${last.text},`], 'finding.punctuation.apposition', 0.72));
  }
  return drafts;
}

/** Place of the token with which the sentence of each token begins. */
function sentenceStarts(tokens: readonly Token[], segmentOf: readonly number[]): number[] {
  let start = 0;
  return tokens.map(({ text }, index) => {
    if (index > 0 && segmentOf[index] !== segmentOf[index - 1]) start = index;
    const here = start;
    if (/^[.!?;:“”"]$/.test(text)) start = index + 1;
    return here;
  });
}

/** "The next day, Juan Pérez was": a time, no person. */
const times = wordSet(
  'day days night morning afternoon evening week weekend month year years time moment hour minute decade season',
);

/** "The former head of the ministry": a noun with its article, no verb and no other comma before the name. */
function leadsTo(tokens: readonly Token[], start: number, comma: number): boolean {
  if (
    !/^(?:The|His|Her|Their|Its)$/.test(tokens[start]?.text ?? '') ||
    comma - start < 3 ||
    comma - start > 24
  )
    return false;
  for (let at = start; at < comma; at++) {
    const { text } = tokens[at]!;
    if (
      times.has(text) ||
      text === ',' ||
      text === 'that' ||
      finite.has(text) ||
      isReporting(text) ||
      (/[a-z]ed$/.test(text) && text !== 'appointed')
    )
      return false;
  }
  return true;
}

/** `medicines,” he explained. Edward Arroyo, deputy head of the district.`: the speaker's name was cut from the tag. */
function tagsWithStop({ content, tokens, segmentOf }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  for (let index = 2; index + 3 < tokens.length; index++) {
    const [mark, who, verb, stop, name] = tokens.slice(index - 1, index + 4);
    if (!/^[”"]$/.test(mark!.text) || !/^(?:he|she)$/.test(who!.text) || !isReporting(verb!.text)) continue;
    if (stop?.text !== '.' || !name || segmentOf[index + 3] !== segmentOf[index]) continue;
    if (
      !oneBlankBetween(content, stop, name) ||
      !isUpper(name.text[0]) ||
      subjects.has(name.text.toLowerCase())
    )
      continue;
    if (!isVerbless(tokens, segmentOf, index + 3)) continue;
    drafts.push(draftOf(who!.start, stop.end, [verb!.text], 'finding.punctuation.tag-stop', 0.75));
  }
  return drafts;
}

/** Two names at least, and no verb until the sentence ends. */
function isVerbless(tokens: readonly Token[], segmentOf: readonly number[], from: number): boolean {
  if (!isUpper(tokens[from + 1]?.text[0])) return false;
  for (let at = from; at < tokens.length && at < from + 40; at++) {
    const { text } = tokens[at]!;
    if (segmentOf[at] !== segmentOf[from] || text === '.') return true;
    if (finite.has(text) || isReporting(text) || /[a-z]ed$/.test(text)) return false;
  }
  return false;
}
