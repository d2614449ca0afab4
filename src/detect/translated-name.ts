import { type Draft, type Evidence, message, type Suggestion } from '../model/index.ts';
import {
  fold,
  isCommonEnglish,
  isPlace,
  knownNames,
  type NameKind,
  placesNamed,
  placesOf,
  type Region,
  regionOf,
  regionsNamed,
  renderingsOf,
} from '../terms/index.ts';
import type { Detector } from './detector.ts';
import { type NameRun, type Reading, smallWords, type TextReading, type Word } from './reading.ts';

/** Where a name was met; the order is the order of trust. */
type Source = 'comparable' | 'translation' | 'source' | 'gazetteer' | 'lexicon';
const trust: Readonly<Record<Source, number>> = {
  comparable: 0.92,
  translation: 0.86,
  source: 0.86,
  gazetteer: 0.72,
  lexicon: 0.66,
};
const ranks = Object.keys(trust) as Source[];

/** A Spanish name that may have been translated. */
type Witness = {
  readonly name: string;
  readonly source: Source;
  readonly run?: NameRun;
  readonly region?: Region | undefined;
  readonly kind?: NameKind | undefined;
  /** Last word of a longer name: a surname, standing alone. */
  readonly part?: boolean;
};

/** Words after which a place is named: "in Walnuts", "the mayor of Walnuts". */
const slots = new Set(
  'in from near to at of outside around through between toward towards against with'.split(' '),
);
const placeSlots = new Set('in from near outside around'.split(' '));
const placeNouns = new Set(
  'municipality city town state port community village neighborhood neighbourhood mayor authorities police residents university bishop road highway'.split(
    ' ',
  ),
);
const determiners = new Set(
  'the a an this that these those his her its their our my your some any no every each of in by and or such'.split(
    ' ',
  ),
);
/** What shows that a club, paper, party or group is meant. */
const contexts: Readonly<Record<NameKind, ReadonlySet<string>>> = {
  club: new Set(
    'team teams club clubs match goal goals coach league championship tournament stadium fans player players striker goalkeeper defeat beat defeated football soccer baseball final semifinal semifinals playoff playoffs'.split(
      ' ',
    ),
  ),
  newspaper: new Set('newspaper newspapers daily editor newsroom columnist journalist reporter'.split(' ')),
  party: new Set(
    'party parties candidate candidates senator deputy deputies election elections coalition bloc'.split(' '),
  ),
  group: new Set('cartel gang group cell criminal hitmen members alleged traffickers'.split(' ')),
};
const kinds = Object.keys(contexts) as NameKind[];
const kindsByWord = new Map(
  kinds.flatMap(kind =>
    [...contexts[kind]].map(word => [word, kinds.filter(one => contexts[one].has(word))]),
  ),
);

/** Heads of names that English does translate: "Policía Nacional" is the National Police. */
const translatable = new Set(
  `policia ejercito guardia partido estado estados republica universidad gobierno corte congreso frente movimiento
  union comision ministerio secretaria accion fuerza fuerzas liga hospital museo
  catedral iglesia palacio parque puente estadio escuela colegio instituto semana dia ano copa premio feria festival
  constitucion senado camara banco tribunal ley plan golfo mar oceano lago isla islas peninsula america calle avenida
  carretera virgen senor nuestra cartel clan centro plaza casa torre teatro asociacion sociedad fundacion alianza
  pacto consejo real ciudad`
    .split(/\s+/)
    .filter(Boolean),
);
/** Single English words that stand with a capital for reasons of their own. */
const everydayCapitals = new Set(
  `january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday north south east west northeast northwest southeast southwest spanish english french
  german american latin indian mexican roman god lord mr mrs sir navy marine army police court courts congress church
  king queen pope state states president general government party university school house senate republic union league
  force front press board council center centre bank street earth internet market war peace christ bible
  constitution federation committee commission mayor governor minister secretary captain colonel sergeant doctor father
  mother saint james christmas easter web american first second third new old free national central`
    .split(/\s+/)
    .filter(Boolean),
);
const calendar = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);
/** Less sure than this is not even asked. */
const leastSure = 0.35;
const longestPhrase = 7;
/** Words on either side in which a context word counts. */
const nearby = 12;
/** Names of one text that are rendered; a text with more distinct names than this is a list, not news. */
const mostNames = 4000;

/**
 * Proper names put into English word by word: "Walnuts" for Nogales, "Blue Cross" for Cruz Azul. Works backwards:
 * every Spanish name that the comparable, this text or the source holds, and the towns of the states that they
 * name, is rendered literally, and the translation is searched for that rendering. A name met nowhere is at most
 * a quiet question. Names that English does translate ("National Police") and calendar words are left alone.
 */
export const translatedName: Detector = {
  id: 'translated-name',
  categories: ['translated-name'],
  find: (reading: Reading) => {
    const tablesAt = tablesFor(reading);
    const { words } = reading.translation;
    const shown = capitalsOf(reading.comparable);
    const drafts: Draft[] = [];
    for (let from = 0; from < words.length; ) {
      const match = longestMatch(words, from, tablesAt);
      const draft = match && judge(reading, shown, from, match.to, match.witnesses);
      if (draft) drafts.push(draft);
      from = draft ? match.to : from + 1;
    }
    return drafts;
  },
};

/** Renderings, folded, with the names that they may stand for; and what any of them begins with, whole words. */
type Table = { readonly renderings: Map<string, Witness[]>; readonly starts: Set<string> };

function tableOf(witnesses: readonly Witness[]): Table {
  const table: Table = { renderings: new Map(), starts: new Set() };
  for (const witness of witnesses)
    for (const phrase of renderingsOf(witness.name)) {
      if (!isTelling(phrase, witness)) continue;
      const known = table.renderings.get(phrase);
      if (known) known.push(witness);
      else table.renderings.set(phrase, [witness]);
      for (let space = phrase.indexOf(' '); space >= 0; space = phrase.indexOf(' ', space + 1))
        table.starts.add(phrase.slice(0, space));
      table.starts.add(phrase);
    }
  return table;
}

/** The tables with a rendering that begins with this word. */
type TablesAt = (start: string) => readonly Table[];

/** The names of the texts come first: they are the better witnesses. */
function tablesFor({ translation, comparable, source }: Reading): TablesAt {
  const own = tableOf([
    ...(comparable ? namesIn(comparable, 'comparable') : []),
    ...namesIn(translation, 'translation'),
    ...(source ? namesIn(source, 'source').filter(({ name }) => isPlace(name)) : []),
  ]);
  const tables = [
    own,
    ...regionsIn(translation, comparable).map(townsOf),
    ...kindsIn(translation).map(wellKnownOf),
  ];
  const found = new Map<string, readonly Table[]>();
  return start => {
    let here = found.get(start);
    if (!here) {
      here = tables.filter(({ starts }) => starts.has(start));
      found.set(start, here);
    }
    return here;
  };
}

/** Whole names of a text, once each, and the surnames of those of two or three words. */
function namesIn(text: TextReading, source: Source): Witness[] {
  const witnesses: Witness[] = [];
  for (const [key, [run]] of text.nameIndex) {
    if (!run || witnesses.length >= mostNames) break;
    if (!key.includes(' ') && isCommonEnglish(key) && !isTown(key)) continue;
    witnesses.push({ name: run.text, source, run });
    const surname = run.to - run.from === 2 || run.to - run.from === 3 ? text.words[run.to - 1]! : undefined;
    if (surname && source !== 'source' && !isCommonEnglish(surname.key) && !text.nameIndex.has(surname.key))
      witnesses.push({
        name: surname.owns ? surname.text.slice(0, -2) : surname.text,
        source,
        run,
        part: true,
      });
  }
  return witnesses;
}

const isTown = (key: string): boolean => placesNamed(key).some(({ size }) => size >= 5);

/** The states and provinces that either article names; a country alone is too wide a net. */
function regionsIn(...texts: (TextReading | undefined)[]): Region[] {
  const regions = new Map<string, Region>();
  for (const text of texts)
    for (const key of text?.nameIndex.keys() ?? [])
      for (const region of regionsNamed(key))
        if (region.key !== region.country) regions.set(region.key, region);
  return [...regions.values()];
}

/** The kinds of well-known names that words of the text speak of. */
function kindsIn({ words }: TextReading): NameKind[] {
  const present = new Set<NameKind>();
  for (const { lower } of words) for (const kind of kindsByWord.get(lower) ?? []) present.add(kind);
  return kinds.filter(kind => present.has(kind));
}

const towns = new Map<string, Table>();
const wellKnown = new Map<NameKind, Table>();

/** Towns are rendered the same every time: a region's are rendered when it is first named. */
const townsOf = (region: Region): Table =>
  once(towns, region.key, () =>
    placesOf(region.key)
      .filter(({ size }) => size >= 4)
      .map(({ name }): Witness => ({ name, source: 'gazetteer', region })),
  );

const wellKnownOf = (kind: NameKind): Table =>
  once(wellKnown, kind, () => knownNames()[kind].map((name): Witness => ({ name, source: 'lexicon', kind })));

function once<K>(tables: Map<K, Table>, key: K, witnesses: () => readonly Witness[]): Table {
  let table = tables.get(key);
  if (!table) {
    table = tableOf(witnesses());
    tables.set(key, table);
  }
  return table;
}

/** Not "Sunday" for Domingo, "Mexico City" for Ciudad de México, "United States" for Estados Unidos. */
function isTelling(phrase: string, witness: Witness): boolean {
  if (regionsNamed(phrase).length > 0 || phrase.length < 3) return false;
  // "The Peace" for La Paz keeps the article of a name; "peace" alone is everyday English.
  const bare = /^(?:el|la|los|las) /i.test(witness.name) ? phrase : phrase.replace(/^the /, '');
  // "Argentine" for Argentina: the people of a country, not its name.
  if (!bare.includes(' ') && regionsNamed(witness.name).length > 0) return false;
  if (!bare.includes(' ')) return !everydayCapitals.has(bare) && !smallWords.has(bare);
  return !(bare.endsWith(' city') && fold(witness.name).startsWith('ciudad de'));
}

type Match = { readonly to: number; readonly witnesses: readonly Witness[] };

function longestMatch(words: readonly Word[], from: number, tablesAt: TablesAt): Match | undefined {
  const tables = tablesAt(words[from]!.key);
  if (tables.length === 0) return undefined;
  let phrase = '';
  let best: Match | undefined;
  for (let to = from + 1; to <= words.length && to - from <= longestPhrase; to++) {
    const word = words[to - 1]!;
    if (to - 1 > from && (!word.follows || words[to - 2]!.owns)) break;
    if (word.key.length > 40) break;
    phrase = phrase ? `${phrase} ${word.key}` : word.key;
    if (!tables.some(({ starts }) => starts.has(phrase))) break;
    const witnesses = tables.flatMap(({ renderings }) => renderings.get(phrase) ?? []);
    if (witnesses.length > 0) best = { to, witnesses };
  }
  return best;
}

/** Words that the comparable writes with a capital: its own "Church" says that a church is meant. */
function capitalsOf(comparable: TextReading | undefined): ReadonlySet<string> {
  return new Set(comparable?.words.filter(word => word.capital && !word.opens).map(({ key }) => key));
}

function judge(
  reading: Reading,
  shown: ReadonlySet<string>,
  from: number,
  to: number,
  witnesses: readonly Witness[],
): Draft | undefined {
  const { words } = reading.translation;
  const phrase = words.slice(from, to);
  const content = phrase.filter(word => !smallWords.has(word.lower));
  if (content.length === 0 || content.every(word => shown.has(word.key))) return undefined;
  const capital = content.every(word => word.capital);
  if (!capital && content.some(word => word.capital && !word.opens)) return undefined;
  if (!standsAlone(words, from, to, capital)) return undefined;
  const fitting = witnesses.filter(witness => fits(witness, reading.translation, from, to, capital));
  if (fitting.length === 0) return undefined;
  const ranked = [...fitting].sort(
    (a, b) => ranks.indexOf(a.source) - ranks.indexOf(b.source) || Number(a.part ?? 0) - Number(b.part ?? 0),
  );
  const best = ranked[0]!;
  const confidence = weigh(best, words, from, to, content.length, capital);
  if (confidence < leastSure) return undefined;
  return draftOf(reading, from, to, ranked, confidence, content.length);
}

/** The words are a whole name, not a part of a longer one ("Blue Cross Insurance", "Red Rose Hotel"). */
function standsAlone(words: readonly Word[], from: number, to: number, capital: boolean): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  const after = words[to]?.follows && !words[to - 1]!.owns ? words[to] : undefined;
  if (!capital) return true;
  if (after?.capital && !smallWords.has(after.lower) && !calendar.has(after.lower)) return false;
  // A title may stand before it ("Governor Flowers"), another name may not ("Kate Flowers").
  return (
    !before?.capital ||
    smallWords.has(before.lower) ||
    (isCommonEnglish(before.text) && before.text.length > 3)
  );
}

/** What each kind of witness asks of the place where the rendering stands. */
function fits(witness: Witness, text: TextReading, from: number, to: number, capital: boolean): boolean {
  const { words } = text;
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (!capital && !inNameSlot(words, from, to)) return false;
  if (witness.source === 'gazetteer')
    return capital ? inPlaceSlot(words, from, to, witness) : isListed(words, to, witness);
  if (witness.source === 'lexicon') {
    const announced = isPaper(before);
    return (
      announced || (capital && witness.kind !== undefined && isAmong(words, from, to, contexts[witness.kind]))
    );
  }
  // The name stands right beside its rendering ("Los Zetas, the Zs"): a gloss, no slip.
  return !(witness.source === 'translation' && witness.run && Math.abs(witness.run.from - from) <= 4);
}

/** "the newspaper Reform", not "the Daily Telegraph". */
const isPaper = (before: Word | undefined): boolean =>
  before?.text === 'newspaper' || before?.text === 'daily';

/** A word of the kind stands near, in the same paragraph. */
function isAmong(words: readonly Word[], from: number, to: number, context: ReadonlySet<string>): boolean {
  for (let at = Math.max(0, from - nearby); at < Math.min(words.length, to + nearby); at++)
    if (
      (at < from || at >= to) &&
      words[at]!.segment === words[from]!.segment &&
      context.has(words[at]!.lower)
    )
      return true;
  return false;
}

/** "in walnuts", "the mayor of new city": a preposition and no article, and nothing that the words describe. */
function inNameSlot(words: readonly Word[], from: number, to: number): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (!before || !slots.has(before.lower)) return false;
  if (words[from]!.lower !== 'the' && determiners.has(words[from]!.lower)) return false;
  const after = words[to];
  if (to - from > 1) return true;
  const ends = !after?.follows || smallWords.has(after.lower) || after.capital;
  return ends && placeNouns.has(words[from - 2]?.lower ?? '');
}

function inPlaceSlot(words: readonly Word[], from: number, to: number, witness: Witness): boolean {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  const slot = before !== undefined && (placeSlots.has(before.lower) || isOfPlace(words, from));
  return slot || isListed(words, to, witness);
}

const isOfPlace = (words: readonly Word[], from: number): boolean =>
  (words[from - 1]?.lower === 'of' || words[from - 1]?.lower === 'to') &&
  placeNouns.has(words[from - 2]?.lower ?? '');

/** "Walnuts, Sonora": the state right behind it. */
const isListed = (words: readonly Word[], to: number, { region }: Witness): boolean => {
  const after = words[to];
  if (!after?.capital || !region || after.start - words[to - 1]!.end !== 2) return false;
  const [first] = fold(region.spanish).split(' ');
  return after.key === first || after.key === fold(region.english).split(' ')[0];
};

function weigh(
  { source, region, part, name, kind }: Witness,
  words: readonly Word[],
  from: number,
  to: number,
  size: number,
  capital: boolean,
): number {
  let sure = trust[source];
  const listed = isListed(words, to, { name, source, region });
  if (listed) sure += 0.15;
  if (
    translatable.has(
      fold(name)
        .replace(/^(?:el|la|los|las) /, '')
        .split(' ')[0]!,
    )
  )
    sure -= 0.35;
  if (part) sure -= 0.2;
  // A capital at the start of a sentence says nothing.
  if (size === 1 && words[from]!.opens) sure -= 0.35;
  if (!capital) sure -= size === 1 ? 0.25 : 0.1;
  if (source === 'gazetteer' && !listed) sure -= size === 1 ? 0.25 : 0.08;
  if (source === 'lexicon') sure -= size === 1 ? 0.2 : 0;
  if (kind === 'newspaper' && isPaper(words[from - 1])) sure += 0.2;
  if (source === 'translation' && size === 1 && !isPlace(name)) sure -= 0.3;
  return Math.max(0.1, Math.min(0.97, Number(sure.toFixed(2))));
}

function draftOf(
  reading: Reading,
  from: number,
  to: number,
  ranked: readonly Witness[],
  confidence: number,
  size: number,
): Draft {
  const { words } = reading.translation;
  const last = words[to - 1]!;
  const best = ranked[0]!;
  const names = [...new Map(ranked.map(({ name }) => [fold(name), name])).values()].slice(0, 3);
  const own = new Set(fold(best.name).split(' '));
  const half = size > 1 && words.slice(from, to).some(({ key }) => key.length > 3 && own.has(key));
  return {
    start: words[hasSpareArticle(reading, from, to, best) ? from - 1 : from]!.start,
    end: last.owns ? last.end - 2 : last.end,
    category: 'translated-name',
    severity: half || best.kind !== undefined ? 'major' : 'critical',
    confidence,
    quiet: confidence < 0.6,
    message: message(`finding.translated-name.${best.source}`, { name: best.name }),
    suggestions: names.map((text): Suggestion => ({ text })),
    evidence: evidenceOf(reading, ranked),
  };
}

/** "the Duke should" for Duque: the article goes with the common word, unless the name's own text has it, too. */
function hasSpareArticle(
  { translation, comparable }: Reading,
  from: number,
  to: number,
  best: Witness,
): boolean {
  const { words } = translation;
  const before = words[from - 1];
  if (before?.text !== 'the' || !words[from]!.follows) return false;
  const after = words[to];
  // "the Blue Cross team": the article is the team's.
  if (words[to - 1]!.owns || (after?.follows && !smallWords.has(after.lower))) return false;
  if (best.source === 'lexicon') return best.kind === 'club';
  const text =
    best.source === 'comparable' ? comparable : best.source === 'translation' ? translation : undefined;
  if (!text || !best.run || isTown(best.name)) return false;
  return text.words[best.run.from - 1]?.lower !== 'the';
}

/** One witness of each source, the most trusted first. */
function evidenceOf(reading: Reading, ranked: readonly Witness[]): Evidence[] {
  const name = fold(ranked[0]!.name);
  const spoken = ranks.flatMap(
    source => ranked.find(one => one.source === source && fold(one.name) === name) ?? [],
  );
  const towns = placesNamed(name).slice(0, 1);
  const quoted = spoken.flatMap(witness => quote(witness, reading));
  const known = quoted.some(({ kind }) => kind === 'gazetteer' || kind === 'lexicon');
  return known ? quoted : [...quoted, ...towns.map(town => inGazetteer(town.name, regionOf(town)))];
}

function quote(
  { source, run, region, name, kind }: Witness,
  { translation, comparable, source: original }: Reading,
): Evidence[] {
  if (source === 'gazetteer') return [inGazetteer(name, region)];
  if (source === 'lexicon')
    return kind ? [{ kind: 'lexicon', say: message(`evidence.lexicon.${kind}`, { name }) }] : [];
  const text = source === 'comparable' ? comparable : source === 'source' ? original : translation;
  return run && text
    ? [{ kind: source, segment: run.segment, start: run.start, end: run.end, text: run.text }]
    : [];
}

const inGazetteer = (name: string, region: Region | undefined): Evidence => ({
  kind: 'gazetteer',
  say: region
    ? message('evidence.gazetteer.town', { name, region: region.english })
    : message('evidence.gazetteer.place', { name }),
});
