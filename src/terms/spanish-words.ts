import { readData } from './data.ts';
import { isCommonEnglish } from './dictionary.ts';
import { fold } from './fold.ts';
import { pluralOf } from './lexicon.ts';

/**
 * The commonest Spanish words of news, written by the project: for telling Spanish left standing in English text.
 * spanish-words.json has the words by kind, "word=gloss|word=gloss"; of a verb also the stems that differ from the
 * infinitive's ("mostrar~muestr=show"). Inflected forms are undone by rule, as in lexicon.ts.
 */
export type SpanishWord = {
  /** One English word or phrase for it: "arrests" for "detenciones", "said" for "declaró". */
  readonly gloss?: string;
  /** `function`: articles, prepositions, pronouns, forms of ser, estar and haber. */
  readonly kind: 'function' | 'content' | 'demonym';
};

type Kind = 'function' | 'fixed' | 'noun' | 'person' | 'adjective' | 'verb' | 'demonym';
type Entry = { readonly word: string; readonly kind: Kind; readonly gloss: string };
type Words = {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Words with accents by what is left without them; the first of two that only an accent tells apart. */
  readonly bare: ReadonlyMap<string, Entry>;
  readonly stems: ReadonlyMap<string, readonly Entry[]>;
  readonly loanwords: ReadonlySet<string>;
};

type Tense = 'base' | 'present' | 'past' | 'participle' | 'gerund' | 'future' | 'conditional';
type Ending = { readonly tense: Tense; readonly conjugation: 'a' | 'e' };

/** Endings that news uses: third persons, "we", the forms that are no persons, and pronouns hung on to those. */
const conjugations: Readonly<Record<'a' | 'e', Readonly<Record<Tense, string>>>> = {
  a: {
    base: 'ar arse arlo arla arlos arlas arle arles arnos amos o an e en es ara aran ase asen emos',
    present: 'a',
    past: 'ó aron é aba aban ábamos',
    participle: 'ado ada ados adas',
    gerund: 'ando ándose ándolo ándola ándolos ándolas ándole',
    future: 'ará arán aré aremos',
    conditional: 'aría arían',
  },
  e: {
    base: `er ir erse irse erlo erla erlos irlo irla irlos erle irle erles irles ernos emos imos a an en o amos
      iera ieran iese iesen yera yeran era eran`,
    present: 'e',
    past: 'ió yó ieron yeron eron ía ían íamos í',
    participle: 'ido ida idos idas ído ída ídos ídas',
    gerund: 'iendo yendo iéndose yéndose iéndolo iéndola iéndole',
    future: 'erá irá erán irán eré iré eremos iremos á án',
    conditional: 'ería iría erían irían',
  },
};
const longestEnding = 7;
const longestWord = 30;
const shortestStem = 2;
/** Stems of preterites without accent: "tuvo", "dijo". */
const strongStem = /(?:uv|uj|us|dij|vin|quis|pud|sup|traj)$/;

let loaded: Words | undefined;
let endings: ReadonlyMap<string, readonly Ending[]> | undefined;
let bareEndings: ReadonlyMap<string, readonly Ending[]> | undefined;

/**
 * What a word, in lower case, is in Spanish; nothing when it is not in the list. Accents may be missing where the
 * form without them is neither English nor another Spanish word. Words that English has, too ("final", "once"), are
 * answered as well: the English dictionary has to be asked besides.
 */
export function spanishWord(lower: string): SpanishWord | undefined {
  if (lower.length > longestWord) return undefined;
  const { entries, bare } = words();
  endings ??= indexEndings(ending => ending);
  const found = listed(lower, entries) ?? conjugated(lower, endings);
  if (found) return found;
  if (fold(lower) !== lower) return built(lower);
  if (lower.length < 4 || isCommonEnglish(lower)) return undefined;
  bareEndings ??= indexEndings(fold);
  return listed(lower, bare) ?? conjugated(lower, bareEndings) ?? built(lower);
}

/** Words that Spanish builds without end and English never spells so; they have no gloss. */
const built = (lower: string): SpanishWord | undefined =>
  /..(?:ciones|ci[oó]n|siones|sión|idad|idades|mente|mientos?)$/.test(lower)
    ? { kind: 'content' }
    : undefined;

/** True for a word, in lower case, that English texts on Latin America leave as it is: "plaza", "campesinos". */
export function isLoanword(lower: string): boolean {
  const { loanwords } = words();
  return (
    loanwords.has(lower) ||
    (lower.endsWith('s') && loanwords.has(lower.slice(0, -1))) ||
    (lower.endsWith('es') && loanwords.has(lower.slice(0, -2)))
  );
}

function words(): Words {
  loaded ??= load();
  return loaded;
}

function load(): Words {
  const { loanword, ...kinds } = JSON.parse(readData('spanish-words.json')) as Record<
    Kind | 'loanword',
    readonly string[]
  >;
  const known = {
    entries: new Map<string, Entry>(),
    bare: new Map<string, Entry>(),
    stems: new Map<string, Entry[]>(),
  };
  for (const [kind, lines] of Object.entries(kinds) as [Kind, readonly string[]][])
    for (const line of lines) addLine(line, kind, known);
  return { ...known, loanwords: new Set(loanword.flatMap(line => line.split(' '))) };
}

/** Cuts a line by its offsets, and takes accents off all of it at once: word by word that took five times as long. */
function addLine(
  line: string,
  kind: Kind,
  {
    entries,
    bare,
    stems,
  }: { entries: Map<string, Entry>; bare: Map<string, Entry>; stems: Map<string, Entry[]> },
): void {
  const folded = fold(line);
  for (let start = 0, end = 0; end < line.length; start = end + 1) {
    const equals = line.indexOf('=', start);
    end = line.indexOf('|', equals);
    if (end < 0) end = line.length;
    const head = line.slice(start, equals);
    const word = kind === 'verb' && head.includes('~') ? head.slice(0, head.indexOf('~')) : head;
    const gloss = line.slice(equals + 1, end);
    // "porteño=Buenos Aires/Valparaíso": the likeliest first.
    const entry: Entry = {
      word,
      kind,
      gloss: gloss.includes('/') ? gloss.slice(0, gloss.indexOf('/')) : gloss,
    };
    if (!entries.has(word)) entries.set(word, entry);
    const key = folded.slice(start, start + word.length);
    if (key !== word && !bare.has(key)) bare.set(key, entry);
    if (kind !== 'verb') continue;
    for (const stem of [word.slice(0, -2), ...head.split('~').slice(1)]) {
      const verbs = stems.get(stem);
      if (verbs) verbs.push(entry);
      else stems.set(stem, [entry]);
    }
  }
}

function indexEndings(written: (ending: string) => string): Map<string, readonly Ending[]> {
  const index = new Map<string, Ending[]>();
  for (const conjugation of ['a', 'e'] as const)
    for (const [tense, list] of Object.entries(conjugations[conjugation]) as [Tense, string][])
      for (const ending of list.split(/\s+/).map(written)) {
        const known = index.get(ending);
        if (known) known.push({ tense, conjugation });
        else index.set(ending, [{ tense, conjugation }]);
      }
  return index;
}

/** The word itself, its plural, its feminine. */
function listed(word: string, entries: ReadonlyMap<string, Entry>): SpanishWord | undefined {
  const own = entries.get(word);
  if (own) return { gloss: own.gloss, kind: kindOf(own) };
  for (const { stem, feminine, plural } of stemsOf(word)) {
    // "naciones", "alemana": the accent of the last syllable goes with the ending.
    const entry =
      stem.length > shortestStem ? (words().entries.get(stem) ?? withoutAccents(fold(stem))) : undefined;
    if (!entry) continue;
    if (feminine ? !hasFeminine.has(entry.kind) : !hasPlural.has(entry.kind)) continue;
    return { gloss: plural ? pluralGloss(entry) : entry.gloss, kind: kindOf(entry) };
  }
  return undefined;
}

const withoutAccents = (folded: string): Entry | undefined =>
  words().bare.get(folded) ?? words().entries.get(folded);

const hasFeminine: ReadonlySet<Kind> = new Set(['person', 'adjective', 'demonym']);
const hasPlural: ReadonlySet<Kind> = new Set(['noun', 'person', 'adjective', 'demonym']);

type Stem = { readonly stem: string; readonly feminine: boolean; readonly plural: boolean };

function stemsOf(word: string): Stem[] {
  const found: Stem[] = [];
  const singulars = /[aeiouáéíóú]s$/.test(word) ? [word.slice(0, -1)] : [];
  if (word.endsWith('ces')) singulars.push(`${word.slice(0, -3)}z`);
  if (/[^aeiou]es$/.test(word)) singulars.push(word.slice(0, -2));
  for (const stem of singulars) found.push({ stem, feminine: false, plural: true });
  for (const form of [word, ...singulars.slice(0, 1)])
    if (form.endsWith('a'))
      for (const stem of [`${form.slice(0, -1)}o`, form.slice(0, -1)])
        found.push({ stem, feminine: true, plural: form !== word });
  return found;
}

/** English adjectives have no plural; some nouns have none, either. */
function pluralGloss({ kind, gloss }: Entry): string {
  if (kind === 'adjective' || kind === 'demonym' || uncountable.has(gloss) || gloss.endsWith('s'))
    return gloss;
  return pluralOf(gloss);
}

const uncountable = new Set(
  'news people police evidence damage debris aid traffic clothing music help work support money gold silver'.split(
    ' ',
  ),
);

const kindOf = ({ kind }: Entry): SpanishWord['kind'] =>
  kind === 'function' || kind === 'demonym' ? kind : 'content';

/** A form of a verb, by its longest ending. */
function conjugated(word: string, index: ReadonlyMap<string, readonly Ending[]>): SpanishWord | undefined {
  for (let size = Math.min(longestEnding, word.length - shortestStem); size > 0; size--) {
    const ending = word.slice(-size);
    for (const { tense, conjugation } of index.get(ending) ?? [])
      for (const stem of spellings(word.slice(0, -size), ending[0]!, conjugation)) {
        const verb = words()
          .stems.get(stem)
          ?.find(one => conjugationOf(one.word) === conjugation);
        if (!verb || (/^[áa]n?$/.test(ending) && tense === 'future' && !stem.endsWith('r'))) continue;
        const strong = tense === 'base' && ending === 'o' && strongStem.test(stem);
        return { gloss: englishForm(verb.gloss, strong ? 'past' : tense), kind: 'content' };
      }
  }
  return undefined;
}

const conjugationOf = (infinitive: string): 'a' | 'e' => (infinitive.at(-2) === 'a' ? 'a' : 'e');

/** Stems as infinitives write them: "busqu-e" of buscar, "exij-a" of exigir. */
function spellings(stem: string, next: string, conjugation: 'a' | 'e'): string[] {
  const found = [stem];
  if (conjugation === 'a' && /[eé]/.test(next)) {
    if (stem.endsWith('qu')) found.push(`${stem.slice(0, -2)}c`);
    if (stem.endsWith('gu')) found.push(stem.slice(0, -1));
    if (stem.endsWith('c')) found.push(`${stem.slice(0, -1)}z`);
  }
  if (conjugation === 'e' && /[aáoó]/.test(next)) {
    if (stem.endsWith('zc')) found.push(`${stem.slice(0, -2)}c`);
    if (stem.endsWith('j')) found.push(`${stem.slice(0, -1)}g`);
  }
  return found;
}

/** The verb of a phrase put into a tense, for a third person: "carry out": "carried out", "will carry out". */
function englishForm(gloss: string, tense: Tense): string {
  if (tense === 'base') return gloss;
  if (tense === 'future') return `will ${gloss}`;
  if (tense === 'conditional') return `would ${gloss}`;
  const [verb, ...rest] = gloss.split(' ') as [string, ...string[]];
  return [formOf(verb, tense), ...rest].join(' ');
}

function formOf(verb: string, tense: 'present' | 'past' | 'participle' | 'gerund'): string {
  if (verb === 'be') return { present: 'is', past: 'was', participle: 'been', gerund: 'being' }[tense];
  if (tense === 'present')
    return verb === 'have' ? 'has' : verb === 'go' || verb === 'do' ? `${verb}es` : pluralOf(verb);
  if (tense === 'gerund') {
    if (verb.endsWith('ie')) return `${verb.slice(0, -2)}ying`;
    return `${/[^e]e$/.test(verb) ? verb.slice(0, -1) : doubled(verb)}ing`;
  }
  const [past, participle = past] = irregular.get(verb) ?? [];
  const form = tense === 'past' ? past : participle;
  if (form) return form;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${doubled(verb)}ed`;
}

/** "rob": robb-ed; "occur": occurr-ed. */
const doubled = (verb: string): string =>
  /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) || stressedLast.has(verb) ? verb + verb.at(-1) : verb;

const stressedLast = new Set(
  'admit commit occur transfer repel expel equip kidnap refer prefer begin forget forbid overrun'.split(' '),
);

/** Past and participle where they do not end in "-ed". */
const irregular = new Map(
  `arise arose arisen|beat beat beaten|become became become|begin began begun|bet bet|blow blew blown|break broke broken|
  bring brought|broadcast broadcast|build built|buy bought|catch caught|choose chose chosen|come came come|cost cost|
  cut cut|deal dealt|dig dug|do did done|draw drew drawn|dream dreamed|drink drank drunk|drive drove driven|eat ate eaten|
  fall fell fallen|feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|
  foresee foresaw foreseen|forget forgot forgotten|get got|give gave given|go went gone|grow grew grown|have had|
  hear heard|hide hid hidden|hit hit|hold held|keep kept|know knew known|lead led|leave left|lend lent|let let|lie lied|
  lose lost|make made|meet met|mistreat mistreated|oversee oversaw overseen|overcome overcame overcome|pay paid|put put|
  read read|rise rose risen|run ran run|say said|see saw seen|sell sold|send sent|set set|shoot shot|sing sang sung|
  sink sank sunk|sleep slept|slit slit|speak spoke spoken|spend spent|split split|spread spread|steal stole stolen|
  swear swore sworn|sweep swept|swim swam swum|swindle swindled|take took taken|teach taught|tell told|think thought|
  throw threw thrown|undo undid undone|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|
  write wrote written`
    .split('|')
    .map(line => line.trim().split(' ') as [string, ...string[]])
    .map(([verb, ...forms]) => [verb, forms] as const),
);
