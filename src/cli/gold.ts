import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LinkGold } from '../align/score.ts';
import type { GoldArtefact, GoldText } from '../detect/score.ts';
import { isCategory, type Span } from '../model/index.ts';
import { decodeUtf8 } from '../text/index.ts';

/** A text with its artefacts marked, and what it is checked beside. `from`: where clean text is from. */
export type GoldArticle = Omit<GoldText, 'artefacts'> & {
  readonly id: string;
  readonly comparable?: string;
  readonly from?: string;
  readonly artefacts: readonly TaggedArtefact[];
};
/** `tag`: the operator that planted it, or who bears witness to it; tables count by it. */
export type TaggedArtefact = GoldArtefact & { readonly tag?: string };
/** Two lists of paragraphs with their links. */
export type GoldPair = LinkGold & {
  readonly id: string;
  readonly translation: readonly string[];
  readonly comparable: readonly string[];
};

/** One article pair of corpus/: both texts as imported, artefacts, traps and links by hand. */
export type CorpusPair = {
  readonly id: string;
  readonly translation: GoldArticle;
  /** The comparable by itself: human English, where every finding is a false alarm. */
  readonly comparable: GoldArticle;
  readonly links: LinkGold['links'];
};

const corpus = join(import.meta.dirname, '../../corpus');

/** Every pair of corpus/, by name. */
export function readCorpus(folder: string = corpus): CorpusPair[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(folder, entry.name, 'gold.json')))
    .map(entry => readPair(entry.name, join(folder, entry.name)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The sample article, which tests and the bench look at. */
export const readSamplePair = (): CorpusPair =>
  readPair('nogales-plaza-spike', join(corpus, 'nogales-plaza-spike'));

type CorpusGold = {
  readonly artefacts: readonly GoldArtefact[];
  readonly traps: { readonly translation: readonly Span[]; readonly comparable: readonly Span[] };
  readonly links: readonly { translation: number; comparable: number; type: string }[];
};

function readPair(id: string, folder: string): CorpusPair {
  const text = (name: string): string => decodeUtf8(readFileSync(join(folder, name))) ?? '';
  const gold: CorpusGold = JSON.parse(text('gold.json'));
  const translation = text('translation.txt');
  const comparable = text('comparable.txt');
  return {
    id,
    translation: {
      id,
      content: translation,
      comparable,
      artefacts: gold.artefacts,
      traps: gold.traps.translation,
    },
    comparable: { id: `${id}, comparable`, content: comparable, artefacts: [], traps: gold.traps.comparable },
    links: gold.links.map(({ type, ...ends }) => ({ ...ends, partial: type === 'partial' })),
  };
}

// --- gold kept outside the repository -----------------------------------------------------------------------

type OutsideArticle = {
  id: string;
  text: string;
  reference?: string;
  clean?: boolean;
  artefacts: {
    start: number;
    end: number;
    text: string;
    fix: string;
    alts?: string[];
    category: string;
    severity: 'minor' | 'major' | 'critical';
    also?: [number, number][];
    op?: string;
    witness?: string;
  }[];
  traps?: { start: number; end: number; fair?: boolean }[];
};

/** Detection gold of the folder WALNUTS_BENCH names, e.g. `dev`; nothing when the file is not there. */
export function readOutsideArticles(bench: string, name: string): GoldArticle[] | undefined {
  const articles = readJson<OutsideArticle[]>(join(bench, 'detection', `${name}.json`));
  return articles?.map(({ id, text, reference, artefacts, traps = [] }) => ({
    id,
    content: text,
    ...(reference !== undefined && { comparable: reference }),
    artefacts: artefacts.map(({ alts = [], also = [], category, op, witness, ...artefact }) => ({
      ...artefact,
      ...((op ?? witness) && { tag: op ?? witness }),
      category: categoryNamed(category),
      alternatives: alts,
      also: also.map(([start, end]) => ({ start, end })),
    })),
    traps,
  }));
}

/** The clean English of the folder WALNUTS_BENCH names, millions of words; nothing when the file is not there. */
export function readCleanEnglish(bench: string): GoldArticle[] | undefined {
  const path = join(bench, 'english', 'text.jsonl');
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const { id, source, text } = JSON.parse(line) as { id: string; source: string; text: string };
      return { id, from: source, content: text, artefacts: [], traps: [] };
    });
}

/** The gold kept outside has its own names: snake case, and some wider than ours. */
const widerNames: Readonly<Record<string, GoldArtefact['category']>> = {
  lost_space: 'missing-space',
  name_translation: 'translated-name',
  number: 'number-format',
};

function categoryNamed(name: string): GoldArtefact['category'] {
  const category = widerNames[name] ?? name.replaceAll('_', '-');
  if (!isCategory(category)) throw new RangeError(`no category ${name} in the gold`);
  return category;
}

type OutsidePair = {
  id: string;
  mt: string[];
  ref: string[];
  links: ([number, number] | { mt: number; ref: number; type?: string })[];
};

/** Alignment gold of the folder WALNUTS_BENCH names, e.g. `synth.dev`; nothing when the file is not there. */
export function readOutsidePairs(bench: string, name: string): GoldPair[] | undefined {
  const pairs = readJson<OutsidePair[]>(join(bench, 'alignment', `${name}.json`));
  return pairs?.map(({ id, mt, ref, links }) => ({
    id,
    translation: mt,
    comparable: ref,
    translationCount: mt.length,
    comparableCount: ref.length,
    links: links.map(link =>
      Array.isArray(link)
        ? { translation: link[0], comparable: link[1] }
        : { translation: link.mt, comparable: link.ref, partial: link.type === 'partial' },
    ),
  }));
}

function readJson<T>(path: string): T | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
