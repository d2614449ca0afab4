import { fold } from './similarity.ts';

/** What stands in one segment that two reports of one event can share: read once, compared often. */
export type Reading = {
  readonly length: number;
  /** Folded name word to the name as written. Capitalised words that are no little words, months or days. */
  readonly names: ReadonlyMap<string, string>;
  /** Value to the number as written: 200,000 and 200.000 are one number, so are "two" and 2. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Months and weekdays, with day and year where they stand beside them. */
  readonly dates: ReadonlyMap<string, string>;
};

export function readSegment(text: string): Reading {
  return {
    length: text.length,
    names: namesOf(text),
    numbers: numbersOf(text),
    dates: datesOf(text),
  };
}

/** All folded words. Not kept in the reading: of 10,000 segments they would be half of its memory. */
export const distinctWords = (text: string): Set<string> => new Set(fold(text).split(' '));

/** What both hold, as `a` writes it, in the order of `a`. */
export const shared = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): string[] =>
  [...a].filter(([key]) => b.has(key)).map(([, written]) => written);

function namesOf(text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const [word] of text.matchAll(/\p{Lu}[\p{L}\p{M}]+/gu)) {
    const name = fold(word);
    if (name.length > 1 && !little.has(name) && !calendar.test(name) && !names.has(name))
      names.set(name, word);
  }
  return names;
}

function numbersOf(text: string): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const [written] of text.matchAll(/\d(?:[\d.,]*\d)?/g))
    numbers.set(written.replace(/[.,]/g, ''), written);
  for (const [word] of text.matchAll(/\b[A-Za-z]+\b/g)) {
    const value = String(spelt.indexOf(word.toLowerCase()));
    if (value !== '-1' && !numbers.has(value)) numbers.set(value, word);
  }
  return numbers;
}

function datesOf(text: string): Map<string, string> {
  const dates = new Map<string, string>();
  for (const [written] of text.matchAll(date)) {
    const key = fold(written);
    dates.set(key, written);
    const year = /\d{4}$/.exec(key);
    if (year) dates.set(year[0], year[0]);
  }
  return dates;
}

const monthOrDay =
  'January|February|March|April|May|June|July|August|September|October|November|December|' +
  'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const date = new RegExp(
  `\\b(?:${monthOrDay})\\b(?:\\s\\d{1,2}\\b)?(?:,?\\s(?:19|20)\\d\\d\\b)?|\\b(?:19|20)\\d\\d\\b`,
  'g',
);
const calendar = new RegExp(`^(?:${monthOrDay})$`, 'i');

const spelt = 'zero,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve'.split(',');

/** Words too common to name as a reason or to count as a name, Spanish articles among them. */
export const little: ReadonlySet<string> = new Set(
  (
    'the a an in on at of for from by with to and or but as if so that this these those it its he she they we ' +
    'his her their our my your you i there here when while where who what which how why after before during ' +
    'since until according also however although though meanwhile thus then now not no yes is are was were be ' +
    'been has have had do does did will would can could may might must should mr mrs ms some many most more all ' +
    `both each every such other another in addition likewise over only still even just them being under between el la los las de del ${spelt.join(' ')}`
  ).split(' '),
);
