import type { Alignment, Candidate, Link } from '../model/index.ts';
import { chooseLinks } from './decode.ts';
import { readSegment } from './reading.ts';
import { countMentions, reasonsFor } from './reasons.ts';
import { type ScoredPair, scorePairs } from './scorer.ts';
import { likelyPairs } from './similarity.ts';

export { alignSource } from './source.ts';

type Ends = readonly [translation: number, comparable: number];

export type AlignOptions = {
  /** Section headings, which only announce text and get no partner. The headline is none of them. */
  readonly headings?: {
    readonly translation?: ReadonlySet<number>;
    readonly comparable?: ReadonlySet<number>;
  };
  /** Links that a person confirmed, drew or pinned: always in. */
  readonly fixed?: readonly Ends[];
  /** Links that a person cut: never in, nor proposed. */
  readonly cut?: readonly Ends[];
  /** Translation segments that get no link beside their fixed ones. */
  readonly closed?: ReadonlySet<number>;
};

/** A link with the numbers that its probability came from; none where the two were never compared. */
export type ExplainedLink = Link & { readonly features?: ScoredPair['features'] };

/** An alignment that also says why: what `walnuts align` prints. */
export type ExplainedAlignment = Omit<Alignment, 'links'> & {
  readonly links: readonly ExplainedLink[];
  /** How far the texts keep one order, and over how much of their length: what chose the decoder. */
  readonly order: { readonly kept: number; readonly covered: number };
};

/** Candidates shown beside each translation segment. */
const candidateCount = 2;

/** Less likely pairs are not worth a reader's look. */
const leastCandidate = 0.01;

/**
 * Finds which segments of two articles tell the same thing. Any to any: links may cross, a segment may have
 * several, none is forced. Indexes are those of the arrays; empty segments are never linked, though listed as
 * unlinked. Links are sorted by translation, then comparable; a probability says how often such a link is right.
 * A fixed link keeps the probability computed for it, 0 when the two share nothing. The same input gives the
 * same answer. Time and memory grow with what the texts share, not with the product of their lengths.
 */
export function align(
  translation: readonly string[],
  comparable: readonly string[],
  options: AlignOptions = {},
): Alignment {
  const { links, unlinked, candidates } = explainAlignment(translation, comparable, options);
  return { links: links.map(({ features: _, ...link }) => link), unlinked, candidates };
}

/** As `align`, with the features behind each score. */
export function explainAlignment(
  translation: readonly string[],
  comparable: readonly string[],
  options: AlignOptions = {},
): ExplainedAlignment {
  const { headings, fixed = [], cut = [], closed } = options;
  // Headings and empty segments are taken out first, so that neighbours are neighbours over them.
  const rows = partners(translation, headings?.translation);
  const columns = partners(comparable, headings?.comparable);
  const rowTexts = rows.map(index => translation[index]!);
  const columnTexts = columns.map(index => comparable[index]!);
  const rowReadings = rowTexts.map(readSegment);
  const columnReadings = columnTexts.map(readSegment);
  const pairs = likelyPairs(rowTexts, columnTexts);
  const { scored, order } = scorePairs(pairs, rowReadings, columnReadings);

  const key = (row: number, column: number): number => row * comparable.length + column;
  const keyOf = (pair: ScoredPair): number => key(rows[pair.row]!, columns[pair.column]!);
  const cutKeys = new Set(cut.map(([row, column]) => key(row, column)));
  const fixedKeys = new Set(fixed.map(([row, column]) => key(row, column)));
  const chosen = chooseLinks(scored, order, columns.length).filter(
    pair => !cutKeys.has(keyOf(pair)) && !closed?.has(rows[pair.row]!),
  );
  const found = new Map<number, ScoredPair | undefined>();
  for (const pair of scored) if (fixedKeys.has(keyOf(pair))) found.set(keyOf(pair), pair);
  for (const pair of chosen) found.set(keyOf(pair), pair);
  for (const fixedKey of fixedKeys) if (!found.has(fixedKey)) found.set(fixedKey, undefined);

  const mentions = countMentions([...rowTexts, ...columnTexts]);
  const links = [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, pair]): ExplainedLink => {
      const from = Math.floor(at / comparable.length);
      const to = at % comparable.length;
      const a = pair ? rowReadings[pair.row]! : readSegment(translation[from]!);
      const b = pair ? columnReadings[pair.column]! : readSegment(comparable[to]!);
      return {
        translation: from,
        comparable: to,
        probability: rounded(pair?.probability ?? 0),
        reasons: reasonsFor(a, b, mentions, [translation[from]!, comparable[to]!], pair),
        ...(pair && { features: pair.features }),
      };
    });
  const linkedRows = new Set(links.map(link => link.translation));
  const linkedColumns = new Set(links.map(link => link.comparable));
  return {
    links,
    unlinked: {
      translation: [...translation.keys()].filter(index => !linkedRows.has(index)),
      comparable: [...comparable.keys()].filter(index => !linkedColumns.has(index)),
    },
    candidates: candidatesOf(
      translation.length,
      scored
        .filter(pair => !found.has(keyOf(pair)) && !cutKeys.has(keyOf(pair)))
        .map(pair => ({
          translation: rows[pair.row]!,
          comparable: columns[pair.column]!,
          probability: rounded(pair.probability),
        })),
    ),
    order: { kept: order.kept, covered: order.covered },
  };
}

const partners = (texts: readonly string[], headings?: ReadonlySet<number>): number[] =>
  [...texts.keys()].filter(index => texts[index]!.trim() !== '' && !headings?.has(index));

/** Three decimals: enough to rank by, and the same on every machine. */
const rounded = (probability: number): number => Math.round(probability * 1000) / 1000;

function candidatesOf(
  translationCount: number,
  pairs: readonly (Candidate & { readonly translation: number })[],
): Candidate[][] {
  const all = Array.from({ length: translationCount }, (): Candidate[] => []);
  for (const { translation, comparable, probability } of pairs)
    if (probability >= leastCandidate) all[translation]!.push({ comparable, probability });
  return all.map(candidates =>
    candidates
      .sort((a, b) => b.probability - a.probability || a.comparable - b.comparable)
      .slice(0, candidateCount),
  );
}
