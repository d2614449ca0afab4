import { type Draft, type Evidence, message } from '../model/index.ts';
import { frequency, isCommonEnglish, isEnglish, isGivenName, isPlace, spanishWord } from '../terms/index.ts';
import { wordSet } from '../text/word-set.ts';
import { capitalized, isLower } from './beside.ts';
import type { Detector } from './detector.ts';
import { type Reading, smallWords, type TextReading, type Word } from './reading.ts';

const shortest = 4;
const longest = 30;
/** Small words inside foreign names: "al Qaeda", "Osama bin Laden", "Ludwig van Beethoven", "Conselho do Povo". */
const particles =
  wordSet(`al el la las los de del du da das do dos di della des le les van von der den ter ten ibn bin abu ben bint ul ud
  mac und och und zu zum dal dei degli sur aux ex pro anti vis via per cum san sri`);
/** Months that are everyday words: only beside a day are they months ("march 4"). */
const wordMonths = new Set(['march', 'may', 'august']);
/** Written small by custom, whatever the dictionary has. */
const smallByCustom =
  wordSet(`utopian utopians midwestern diem alma bono sharif quaternary dalit dalits ladino bantu creole roma balkanize
  balkanized gypsy gypsies mecca odyssey nirvana arcadia armageddon orwellian machiavellian byzantine spartan philistine
  romanesque moorish stoic titan titans platonic jovial mercurial bourbon java php linux venetian plaster bohemian platonic herculean quixotic draconian caesarean cesarean
  diesel pasteurized braille biblical satanic titanic hertz watt kelvin celsius fahrenheit sandwich china morocco
  jersey bermuda champagne cognac bordeaux burgundy cheddar parmesan hamburger frankfurter internet web google
  googled googling xerox kleenex thermos velcro jacuzzi frisbee styrofoam jeep zoom skype photoshop tasered taser
  pisco altiplano chaco verde tupperware realtor dumpster heroin aspirin formica teflon spandex lycra madras denim tweed damask pilates`);

/** Who knows the word with a capital. */
type Witness =
  | { readonly kind: 'comparable' | 'translation'; readonly word: Word }
  | { readonly kind: 'dictionary' | 'gazetteer'; readonly word?: undefined };
const trust: Readonly<Record<Witness['kind'], number>> = {
  comparable: 0.93,
  translation: 0.88,
  dictionary: 0.86,
  gazetteer: 0.66,
};

/**
 * Names in lower case: "in bristol", "the mexican", "Choco lozano", "march 4". Asks that the word is a name only:
 * the other article or this text has it with a capital, or the dictionary or gazetteer knows no other form.
 * Addresses, handles, hyphened words and what custom writes small ("diesel") are left alone.
 */
export const nameCase: Detector = {
  id: 'name-case',
  categories: ['name-case'],
  find: ({ translation, comparable }: Reading) => {
    const capitals = capitalsOf(translation);
    const others = comparable && capitalsOf(comparable);
    const pairs = pairsOf([translation, comparable]);
    const drafts: Draft[] = [];
    for (let index = 0; index < translation.words.length; index++) {
      const word = translation.words[index]!;
      if (word.text !== word.lower || !isBare(translation.content, word)) continue;
      const half = halfOf(translation.words, index, pairs) ?? headOf(translation.words, index);
      if (half) {
        drafts.push(
          draftOf(word, capitalized(word.text), half, half.kind === 'gazetteer' ? 0.8 : trust[half.kind]),
        );
        continue;
      }
      const month = wordMonths.has(word.lower) && isBesideDay(translation.content, word);
      if (month) drafts.push(draftOf(word, capitalized(word.text), { kind: 'dictionary' }, 0.85));
      if (month || !isOnlyName(word)) continue;
      const witness = witnessOf(word, capitals, others, comparable);
      if (witness) drafts.push(draftOf(word, nameFrom(word, witness), witness, trust[witness.kind]));
      else if (isSurname(translation.words, index))
        drafts.push(draftOf(word, nameFrom(word, unknown), unknown, 0.65));
    }
    return drafts;
  },
};

type Capitals = ReadonlyMap<string, { readonly word: Word; readonly count: number }>;

/** Words with a capital that does not come from the sentence, by key. */
function capitalsOf({ words }: TextReading): Capitals {
  const found = new Map<string, { readonly word: Word; count: number }>();
  for (const word of words) {
    if (!word.capital || word.opens) continue;
    const known = found.get(word.key);
    if (known) known.count++;
    else found.set(word.key, { word, count: 1 });
  }
  return found;
}

/** Two words with capitals in a row, by their keys, of either article; and those with a small second one. */
type Pairs = { readonly names: ReadonlyMap<string, Witness>; readonly small: ReadonlySet<string> };

function pairsOf(texts: readonly (TextReading | undefined)[]): Pairs {
  const names = new Map<string, Witness>();
  const small = new Set<string>();
  texts.forEach((text, at) => {
    for (let index = 1; index < (text?.words.length ?? 0); index++) {
      const [one, two] = [text!.words[index - 1]!, text!.words[index]!];
      if (!two.follows || !one.capital || one.opens) continue;
      const key = `${one.key} ${two.key}`;
      if (two.capital) names.set(key, { kind: at === 0 ? 'translation' : 'comparable', word: two });
      else if (at === 1) small.add(key);
    }
  });
  return { names, small };
}

/** "Copa litoral" where either article has "Copa Litoral" and the other one never writes it half. */
function halfOf(words: readonly Word[], index: number, { names, small }: Pairs): Witness | undefined {
  const [before, word] = [words[index - 1], words[index]!];
  if (!before?.capital || before.opens || before.owns || !word.follows || smallWords.has(word.lower))
    return undefined;
  const key = `${before.key} ${word.key}`;
  const witness = small.has(key) ? undefined : names.get(key);
  // "the Senate committee" and "the Senate Committee" are both said; a word that is nothing but a name is not.
  return word.form.common && witness?.kind !== 'comparable' ? undefined : witness;
}

/** "cabo de Palos": a town whose name begins small. */
function headOf(words: readonly Word[], index: number): Witness | undefined {
  const [word, link, name] = [words[index]!, words[index + 1], words[index + 2]];
  if (!link?.follows || !name?.follows || !/^del?$/.test(link.lower) || !name.capital) return undefined;
  const town = !word.form.common && isPlace(`${word.key} ${link.key} ${name.key}`);
  return town || isHead(word.lower) ? { kind: 'gazetteer' } : undefined;
}

/** Spanish heads of place names that English texts keep: "Cabo de Palos", "Rincón de Romos". */
const isHead = (lower: string): boolean => heads.has(lower);
const heads = new Set(
  'cabo bahía villa puerto puente ciudad lomas cañada rincón isla monte cerro sierra valle playa'.split(' '),
);

/** Letters alone, touched by nothing that makes it an address, a handle or half of a compound. */
function isBare(content: string, { text, start, end }: Word): boolean {
  if (text.length < shortest - 1 || text.length > longest || !/^\p{L}+(?:['’]s)?$/u.test(text)) return false;
  if (/[@#/\\_.&=-]/.test(content[start - 1] ?? ' ') || /[@/\\_=-]/.test(content[end] ?? ' ')) return false;
  return content[end] !== '.' || !isLower(content[end + 1]);
}

/** "march 4", "of may 2022"; not "may 4 people". */
function isBesideDay(content: string, { start, end, lower }: Word): boolean {
  if (!/^ \d{1,2}(?:st|nd|rd|th)?\b/.test(content.slice(end, end + 6))) return false;
  return (
    /\b(?:on|this|last|next|of|until|since|from|by|before|after) $/i.test(
      content.slice(Math.max(0, start - 8), start),
    ) && lower !== ''
  );
}

/** English writes it with a capital or not at all. */
function isOnlyName({ form, lower, text }: Word): boolean {
  if (form.common || text.length < shortest || smallWords.has(lower)) return false;
  return !particles.has(lower) && !smallByCustom.has(lower.replace(/['’]s$/, ''));
}

function witnessOf(
  word: Word,
  own: Capitals,
  others: Capitals | undefined,
  comparable: TextReading | undefined,
): Witness | undefined {
  // The other article writes it small, too: no name there.
  if (comparable?.forms.has(word.lower)) return undefined;
  const other = others?.get(word.key);
  if (other && !isCoined(word.lower)) return { kind: 'comparable', word: other.word };
  const here = own.get(word.key);
  // "Crowdsourcing" in a title, "crowdsourcing" in the text: a word younger than the dictionary.
  if (here && word.form.count <= here.count && !isCoined(word.lower))
    return { kind: 'translation', word: here.word };
  // "guerra" is a surname and Spanish for war: untranslated says so.
  if (spanishWord(word.lower) && frequency(word.lower) < 60) return undefined;
  if (isEnglish(capitalized(word.text))) return { kind: 'dictionary' };
  return isPlace(word.key) && !isCoined(word.lower) ? { kind: 'gazetteer' } : undefined;
}

/** Made of English parts: "roadmap", "onboarding", "pageviews", "denuclearization". */
function isCoined(lower: string): boolean {
  if (
    /(?:ing|tion|tions|ity|ness|ment|ments|ism|isms|ists?|able|ware|thon|sites?|ups?|ization|ized|ish)$/.test(
      lower,
    )
  )
    return true;
  for (let at = 3; at <= lower.length - 3; at++)
    if (isCommonEnglish(lower.slice(0, at)) && isCommonEnglish(lower.slice(at))) return true;
  return false;
}

const unknown: Witness = { kind: 'dictionary' };

/** "Robert fowles was", "Mike trudell tweeted": an unknown word behind a name that is nothing but a name. */
function isSurname(words: readonly Word[], index: number): boolean {
  const [before, word, next] = [words[index - 1], words[index]!, words[index + 1]];
  if (!before?.capital || before.owns || !word.follows || word.form.count > 1) return false;
  if (before.text === before.text.toUpperCase()) return false;
  if (before.form.common || !before.form.english || isPlace(before.key) || isCoined(word.lower)) return false;
  // "Taíno batey": two words of one tongue; "Italian mafioso": a people and a word that they gave.
  if (/(?:an|ese|ish|i|ic)$/.test(before.lower)) return false;
  // "Escherichia coli" is a species, "GitHub repo" a thing.
  if (/(?:us|um|ia|is|ella)$/.test(before.lower) && !isGivenName(before.text)) return false;
  if (/\p{Ll}\p{Lu}/u.test(before.text)) return false;
  return next === undefined || !next.follows || !next.capital || !next.form.common;
}

const nameFrom = (word: Word, witness: Witness): string => {
  const owner = word.owns ? word.text.slice(-2) : '';
  const bare = witness.word
    ? witness.word.text.replace(/['’]s$/, '')
    : capitalized(word.text.slice(0, word.text.length - owner.length));
  return bare + owner;
};

function draftOf(word: Word, name: string, witness: Witness, confidence: number): Draft {
  return {
    start: word.start,
    end: word.end,
    category: 'name-case',
    severity: 'minor',
    confidence,
    message: message('finding.name-case', { name }),
    suggestions: [{ text: name }],
    evidence: [evidenceOf(witness, name)],
  };
}

function evidenceOf(witness: Witness, name: string): Evidence {
  if (witness.word) {
    const { segment, start, end, text } = witness.word;
    return { kind: witness.kind, segment, start, end, text };
  }
  if (witness === unknown)
    return { kind: 'dictionary', say: message('evidence.dictionary.unknown', { word: name.toLowerCase() }) };
  return witness.kind === 'gazetteer'
    ? { kind: 'gazetteer', say: message('evidence.gazetteer.place', { name }) }
    : { kind: 'dictionary', say: message('evidence.dictionary.capital', { name }) };
}
