import { type Draft, type Evidence, message, type Suggestion } from '../model/index.ts';
import { fold, knownEnglish, placesNamed, type Region, regionOf } from '../terms/index.ts';
import { isSquad } from './known-kinds.ts';
import { isTown, sources, type Witness } from './name-witnesses.ts';
import { type Reading, smallWords } from './reading.ts';

const loud = 0.6;

export function draftOf(
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
  const spoken = ranked.flatMap(({ name, kind }) =>
    kind === 'competition' ? [...knownEnglish(name), name] : [name],
  );
  const squad = best.kind === 'nickname' && words[from]!.lower === 'the' && isSquad(words[to]);
  const named = squad ? spoken.map(name => `the ${name.replace(/^(?:El|La|Los|Las) /, '')}`) : spoken;
  // A headline in capitals keeps them.
  const shouts = words.slice(from, to).every(({ text }) => text.length > 1 && text === text.toUpperCase());
  const names = [...new Map(named.map(name => [fold(name), name])).values()].slice(0, 3);
  const own = new Set(fold(best.name).split(' '));
  const half = size > 1 && words.slice(from, to).some(({ key }) => key.length > 3 && own.has(key));
  return {
    start: words[hasSpareArticle(reading, from, to, best) ? from - 1 : from]!.start,
    end: last.owns ? last.end - 2 : last.end,
    category: 'translated-name',
    severity: half || best.kind !== undefined ? 'major' : 'critical',
    confidence,
    quiet: confidence < loud,
    message: message(`finding.translated-name.${best.source}`, { name: best.name }),
    suggestions: names.map((name): Suggestion => ({ text: shouts ? name.toUpperCase() : name })),
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
  const spoken = sources.flatMap(
    source => ranked.find(one => one.source === source && fold(one.name) === name) ?? [],
  );
  const towns = placesNamed(name).slice(0, 1);
  const quoted = spoken.flatMap(witness => quote(witness, reading));
  const known = quoted.some(({ kind }) => kind === 'gazetteer' || kind === 'lexicon');
  return known ? quoted : [...quoted, ...towns.map(town => inGazetteer(town.name, regionOf(town)))];
}

function quote(
  { source, run, place, name, kind }: Witness,
  { translation, comparable, source: original }: Reading,
): Evidence[] {
  if (source === 'gazetteer') return [inGazetteer(name, place && regionOf(place))];
  if (source === 'lexicon')
    return [{ kind: 'lexicon', say: message(`evidence.lexicon.${kind ?? 'surname'}`, { name }) }];
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
