import type { Draft } from '../model/index.ts';
import type { Detector } from './detector.ts';
import { behindDeIn, capitalsOf, type Found, regionsIn, type Scene } from './name-scene.ts';
import { isSpanishScene, NameLookUp } from './name-witnesses.ts';
import { byArticle, byGivenName, byLink, byParticle } from './named-in-part.ts';
import { byTables } from './named-in-texts.ts';
import { byGazetteer } from './named-town.ts';
import type { Reading, TextReading } from './reading.ts';

/** Less sure than this is not even asked. */
const leastSure = 0.35;

/**
 * Proper names put into English word by word: "Walnuts" for Nogales, "Blue Cross" for Cruz Azul. Works backwards:
 * every Spanish name that the comparable, this text or the source holds is rendered literally, and the translation
 * is searched for that rendering. Where a place is named and no text has it, the gazetteer is asked what the words
 * may have been; behind a Spanish given name, the surnames. A name that nobody knows is left alone. So are names
 * that English does translate ("National Police"), places of the English-speaking world and calendar words.
 */
export const translatedName: Detector = {
  id: 'translated-name',
  categories: ['translated-name'],
  find: (reading: Reading) => {
    const scene: Scene = {
      reading,
      names: new NameLookUp(reading),
      shown: capitalsOf(reading.comparable),
      regions: regionsIn(reading),
      spanish: isSpanishScene(reading.translation),
      behindDe: behindDeIn(reading),
    };
    const { words } = reading.translation;
    const drafts: Draft[] = [];
    for (let from = 0; from < words.length; ) {
      const found =
        surer(byTables(scene, from), scene, from) ??
        byArticle(scene, from) ??
        byLink(scene, from) ??
        byGivenName(scene, from) ??
        byParticle(scene, from);
      if (found) drafts.push(found.draft);
      from = found ? found.to : from + 1;
    }
    return withRepetitions(reading.translation, drafts).filter(({ confidence }) => confidence >= leastSure);
  },
};

/** What is surely a name in one place is one in the others, where its slot alone would leave it a question. */
function withRepetitions({ content }: TextReading, drafts: readonly Draft[]): Draft[] {
  const sure = new Map(drafts.filter(({ quiet }) => !quiet).map(draft => [spokenOf(content, draft), draft]));
  return drafts.map(draft => {
    const first = draft.quiet ? sure.get(spokenOf(content, draft)) : undefined;
    if (!first || !/\p{Lu}/u.test(content[draft.start]!)) return draft;
    const { suggestions, evidence, message: said, severity } = first;
    return {
      ...draft,
      suggestions,
      evidence,
      message: said,
      severity,
      confidence: repeatedTrust,
      quiet: false,
    };
  });
}

const spokenOf = (content: string, { start, end }: Draft): string =>
  content.slice(start, end).toLowerCase().replace(/^the /, '');

const repeatedTrust = 0.75;

/** A name of the texts, unless it is only a question and the gazetteer is sure ("Delights, Chih."). */
function surer(found: Found | undefined, scene: Scene, from: number): Found | undefined {
  if (found && !found.draft.quiet) return found;
  const place = byGazetteer(scene, from);
  if (!place || (found && place.draft.quiet)) return found;
  // The text that has the name is the better witness of the two.
  const same =
    found && found.to === place.to && found.draft.suggestions[0]?.text === place.draft.suggestions[0]?.text;
  return same
    ? { ...found, draft: { ...found.draft, confidence: place.draft.confidence, quiet: false } }
    : place;
}
