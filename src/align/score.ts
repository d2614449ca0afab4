/** Gold links of one article. `partial`: only a secondary fact is shared. */
export type LinkGold = {
  readonly translationCount: number;
  readonly comparableCount: number;
  readonly links: readonly {
    readonly translation: number;
    readonly comparable: number;
    readonly partial?: boolean;
  }[];
};

type Ends = { readonly translation: number; readonly comparable: number };

/** Counts over one or many articles; `measureLinks` makes rates of them. */
export type LinkCounts = {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  /** Segments of both sides, and those of them whose having a partner or none was said rightly. */
  readonly segments: number;
  readonly partnersRight: number;
};

export const noLinks: LinkCounts = { right: 0, wrong: 0, missed: 0, segments: 0, partnersRight: 0 };

/**
 * Compares links with gold. With `core`, a partial link is neither asked for nor held against who finds it;
 * "no partner" is judged by all gold links either way.
 */
export function countLinks(gold: LinkGold, links: readonly Ends[], core = false): LinkCounts {
  const found = new Set(links.map(keyOf));
  const known = new Set(gold.links.map(keyOf));
  const asked = gold.links.filter(link => !(core && link.partial));
  const right = new Set(asked.map(keyOf).filter(key => found.has(key))).size;
  return {
    right,
    wrong: [...found].filter(key => !known.has(key)).length,
    missed: new Set(asked.map(keyOf)).size - right,
    segments: gold.translationCount + gold.comparableCount,
    partnersRight:
      partnersRight(gold.translationCount, gold.links, links, link => link.translation) +
      partnersRight(gold.comparableCount, gold.links, links, link => link.comparable),
  };
}

const keyOf = ({ translation, comparable }: Ends): string => `${translation}–${comparable}`;

function partnersRight(
  count: number,
  gold: readonly Ends[],
  links: readonly Ends[],
  side: (link: Ends) => number,
): number {
  const known = new Set(gold.map(side));
  const found = new Set(links.map(side));
  return Array.from({ length: count }, (_, index) => known.has(index) === found.has(index)).filter(Boolean)
    .length;
}

export const addCounts = (a: LinkCounts, b: LinkCounts): LinkCounts => ({
  right: a.right + b.right,
  wrong: a.wrong + b.wrong,
  missed: a.missed + b.missed,
  segments: a.segments + b.segments,
  partnersRight: a.partnersRight + b.partnersRight,
});

export type LinkScore = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Share of segments of which it was said rightly whether they have a partner. */
  readonly partnerAccuracy: number;
};

/** Micro rates, 0 to 1; 0 where there is nothing to divide by. */
export function measureLinks({ right, wrong, missed, segments, partnersRight }: LinkCounts): LinkScore {
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    precision: share(right, right + wrong),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrong + missed),
    partnerAccuracy: share(partnersRight, segments),
  };
}
