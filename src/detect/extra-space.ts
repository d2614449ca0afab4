import { type Draft, message } from '../model/index.ts';
import { frequency, isCommonEnglish, isPlaceWord } from '../terms/index.ts';
import { isBlank, isLetter, type Token } from '../text/tokens.ts';
import type { Detector } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';

/** Marks that no blank stands before. Not "?" and "!" alone in French fashion: they are here, too. */
const closers = new Set([',', '.', ';', ':', '?', '!', ')', ']', '”', '»', '%']);
const openers = new Set(['(', '[', '“', '«', '¿', '¡']);
/** A quotation longer than this is not quoted whole in the finding. */
const longestQuoted = 40;
const longestWord = 30;
/** Tokens looked through for the mark that closes. */
const farthestMark = 120;

/**
 * A blank where none belongs: before a comma, inside quotation marks or brackets ("'El Gigio ',", "( DEA )").
 * Leaves "..." and " .com" alone, and blanks between words, which are nobody's fault but the typist's.
 */
export const extraSpace: Detector = {
  id: 'extra-space',
  categories: ['extra-space'],
  find: ({ translation }: Reading) => [
    ...beforeMarks(translation),
    ...insideStraight(translation),
    ...insideWords(translation),
  ],
};

function beforeMarks(text: TextReading): Draft[] {
  const { content, tokens, segmentOf } = text;
  const drafts: Draft[] = [];
  const quotes = content.includes('«') && content.includes('»');
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index]!;
    const before = tokens[index - 1]!;
    if (token.start === before.end || segmentOf[index] !== segmentOf[index - 1]) continue;
    if (!closers.has(token.text) && !openers.has(before.text)) continue;
    if (!isOneLineGap(content, before.end, token.start)) continue;
    // "Home » News": an arrow.
    if (!quotes && (token.text === '»' || before.text === '«')) continue;
    // A mark behind a letter or stop faces the wrong way: the quote detector's business.
    if (openers.has(before.text) && token.kind !== 'mark' && isFree(content, before.start)) {
      drafts.push(draftOf(before.start, token.end, before.text + token.text, 0.9));
      continue;
    }
    if (!closers.has(token.text) || !mayStandBefore(before, token)) continue;
    // `register" .`: the straight mark touches the word that it closes.
    if (before.text === '"' && isBlank(content, before.start - 1)) continue;
    if (isBefore(content, token.end, token.text))
      drafts.push(draftOf(before.start, token.end, before.text + token.text, 0.9));
  }
  return drafts;
}

const isFree = (content: string, start: number): boolean => start === 0 || isBlank(content, start - 1);

/** "help us ”," and "voting. ”", not "... .", "- ," or a smiley. */
const mayStandBefore = (before: Token, mark: Token): boolean =>
  before.kind !== 'mark' ||
  (mark.text === '”' && /[.,!?…]/.test(before.text)) ||
  ((mark.text === ',' || mark.text === '.') && /[”)\]"]/.test(before.text));

const isOneLineGap = (content: string, from: number, to: number): boolean =>
  to > from &&
  to - from <= 2 &&
  content.slice(from, to).trim() === '' &&
  !/[\r\n\u2028\u2029\t]/.test(content.slice(from, to));

/** The mark ends something: a blank, a closing mark or the end follows. Not " .com", " ...", " :)", " ,5". */
function isBefore(content: string, end: number, mark: string): boolean {
  const after = content[end];
  if (mark === ':' || mark === '%') return after === undefined || (isBlank(content, end) && mark === '%');
  if (mark === '.' && after === '.') return false;
  const ends = after === undefined || isBlank(content, end) || /["'”’»)\]]/.test(after);
  return ends || (/[”)\]]/.test(mark) && /[,.;:!?]/.test(after));
}

/** Straight marks have no side: the blank is wrong when the quotation it closes was opened without one. */
function insideStraight(text: TextReading): Draft[] {
  const { content, tokens, segmentOf } = text;
  const drafts: Draft[] = [];
  const open = new Map<string, number>();
  for (let index = 0; index < tokens.length; index++) {
    if (index > 0 && segmentOf[index] !== segmentOf[index - 1]) open.clear();
    const { text: mark, start, end, kind } = tokens[index]!;
    if (kind !== 'mark' || (mark !== '"' && mark !== "'" && mark !== '’' && mark !== '‘')) continue;
    const family = mark === '"' ? '"' : "'";
    const opener = open.get(family);
    const blankBefore = isBlank(content, start - 1);
    if (opener === undefined) {
      if (opensAfterBlank(text, index)) {
        const next = tokens[index + 1]!;
        drafts.push(draftOf(start, next.end, mark + next.text, 0.85));
        open.set(family, index);
      } else if (closesAnother(content, start, end) && index > 0) {
        // `“... to the corrupt ", indicated`: opened by a mark of another kind.
        const before = tokens[index - 1]!;
        if (before.kind === 'word' && isOneLineGap(content, before.end, start))
          drafts.push(draftOf(before.start, end, before.text + mark, 0.85));
      } else if (
        (start === 0 || blankBefore || !isLetter(content, start - 1)) &&
        end < content.length &&
        !isBlank(content, end)
      )
        open.set(family, index);
      continue;
    }
    if (
      blankBefore &&
      closesAfterBlank(content, end) &&
      isOneLineGap(content, tokens[index - 1]!.end, start)
    ) {
      const from = tokens[opener]!.start;
      const whole = end - from <= longestQuoted ? from : tokens[index - 1]!.start;
      drafts.push(draftOf(whole, end, content.slice(whole, tokens[index - 1]!.end) + mark, 0.92));
    }
    if (!isLetter(content, end) || !isLetter(content, start - 1)) open.delete(family);
  }
  return drafts;
}

/** A blank before it, a comma or stop right behind: such a straight mark opens nothing. */
const closesAnother = (content: string, start: number, end: number): boolean =>
  content[end - 1] === '"' &&
  isBlank(content, start - 1) &&
  /[,.;]/.test(content[end] ?? '') &&
  isBlank(content, end + 1);

/** `to " never ever",`: blank on both sides, and the next straight mark of the paragraph closes. */
function opensAfterBlank({ content, tokens, segmentOf }: TextReading, index: number): boolean {
  const { text: mark, start, end } = tokens[index]!;
  if (mark !== '"' || !isBlank(content, start - 1) || !isBlank(content, end)) return false;
  const next = tokens[index + 1];
  if (next?.kind !== 'word' || segmentOf[index + 1] !== segmentOf[index]) return false;
  for (let at = index + 2; at < tokens.length && at < index + farthestMark; at++) {
    if (segmentOf[at] !== segmentOf[index]) return false;
    if (tokens[at]!.text === '"') return !isBlank(content, tokens[at]!.start - 1);
  }
  return false;
}

/** After a closing mark comes a blank or a mark, never a word: `said "` would open the next quotation. */
const closesAfterBlank = (content: string, end: number): boolean =>
  end >= content.length || /[\s,.;:)!?]/.test(content[end]!);

/** "rea ched": two pieces, one of them no word, that make an everyday word together. */
function insideWords({ content, tokens, formOf }: TextReading): Draft[] {
  const drafts: Draft[] = [];
  for (let index = 1; index < tokens.length; index++) {
    const [one, two] = [formOf[index - 1], formOf[index]];
    if (!one || !two || (one.english && two.english)) continue;
    const left = tokens[index - 1]!;
    const right = tokens[index]!;
    if (right.start !== left.end + 1) continue;
    if (!isOneLineGap(content, left.end, right.start)) continue;
    if (left.text.length + right.text.length > longestWord || !isPlain(left.text) || !isPlain(right.text))
      continue;
    if (content[left.start - 1] === '-' || content[right.end] === '-') continue;
    const whole = left.text + right.text;
    // Two pieces that are no words need a less usual one to be their whole than one such piece does.
    const usual = one.english || two.english ? 20 : 1;
    if (whole.length < 6 || frequency(whole) < usual || !isCommonEnglish(whole)) continue;
    const aliens = [one, two].filter(({ english }) => !english);
    if (aliens.some(({ count }) => count > 1) || aliens.every(({ text }) => isPlaceWord(text))) continue;
    drafts.push(draftOf(left.start, right.end, whole, 0.9, 'finding.extra-space.word'));
  }
  return drafts;
}

const isPlain = (word: string): boolean =>
  word === word.toLowerCase() && !word.includes("'") && !word.includes('’');

function draftOf(
  start: number,
  end: number,
  text: string,
  confidence: number,
  key = 'finding.extra-space.mark',
): Draft {
  return {
    start,
    end,
    category: 'extra-space',
    severity: 'minor',
    confidence,
    message: message(key),
    suggestions: [{ text }],
    evidence: [{ kind: 'pattern', say: message('evidence.pattern.spaces') }],
  };
}
