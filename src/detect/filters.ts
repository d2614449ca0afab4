import { byPlace, type Category, type Finding, type Message, message } from '../model/index.ts';

export type Dropped = { readonly finding: Finding; readonly filter: string; readonly because: Message };
type Filtered = { readonly kept: readonly Finding[]; readonly dropped: readonly Dropped[] };

type Filter = { readonly id: string; readonly run: (findings: readonly Finding[]) => Filtered };

/**
 * The same fault told twice: of findings with the same words and the same category the surest is kept, and a
 * louder one before a quiet one. Different faults on overlapping words are both kept: "Spike Plazawhose" has its
 * words in the wrong order and lost a space.
 */
export function dropDuplicates(findings: readonly Finding[]): Filtered {
  const best = new Map<string, Finding>();
  for (const finding of findings) {
    const rival = best.get(finding.id);
    if (!rival || isBetter(finding, rival)) best.set(finding.id, finding);
  }
  const dropped = findings
    .filter(finding => best.get(finding.id) !== finding)
    .map(finding => ({ finding, filter: 'duplicate', because: message('finding.filter.duplicate') }));
  return { kept: findings.filter(finding => best.get(finding.id) === finding), dropped };
}

/**
 * One fault seen by two detectors: "haina" in lower case inside "basses of haina", which is a translated name. The
 * one that covers more and explains the other is kept; different faults on overlapping words both are.
 */
export function dropExplained(findings: readonly Finding[]): Filtered {
  const loud = findings.filter(({ quiet, category }) => !quiet && Object.hasOwn(explains, category));
  const isExplained = (one: Finding): boolean =>
    coversOf(loud, one).some(other => explains[other.category]!.includes(one.category));
  const dropped = findings
    .filter(isExplained)
    .map(finding => ({ finding, filter: 'explained', because: message('finding.filter.explained') }));
  const gone = new Set(dropped.map(({ finding }) => finding));
  return { kept: findings.filter(finding => !gone.has(finding)), dropped };
}

/** What a finding of a category explains inside its span. */
const explains: Partial<Readonly<Record<Category, readonly Category[]>>> = {
  'translated-name': ['name-case', 'casing', 'untranslated', 'name-variant'],
  'missing-space': ['untranslated', 'name-case', 'name-variant'],
  'broken-paragraph': ['punctuation', 'casing'],
  'number-format': ['missing-space', 'untranslated'],
  untranslated: ['name-case'],
};

/** Of findings sorted by start, those that cover another one; spans are short, so few lie before it. */
function coversOf(sorted: readonly Finding[], { start, end }: Finding): Finding[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  const covers: Finding[] = [];
  for (let at = low - 1; at >= 0 && at >= low - 6; at--) if (sorted[at]!.end >= end) covers.push(sorted[at]!);
  return covers;
}

const isBetter = (a: Finding, b: Finding): boolean =>
  a.quiet === b.quiet ? a.confidence > b.confidence : !a.quiet;

/** Less sure than this is never highlighted, whatever its detector said. */
const loudFrom = 0.6;

/** Makes what is unsure quiet; takes nothing out. */
export function quietUnsure(findings: readonly Finding[]): Filtered {
  return {
    kept: findings.map(finding =>
      finding.confidence < loudFrom && !finding.quiet ? { ...finding, quiet: true } : finding,
    ),
    dropped: [],
  };
}

/** Sorts by start, end, category. */
export const putInOrder = (findings: readonly Finding[]): Filtered => ({
  kept: [...findings].sort(byPlace),
  dropped: [],
});

const filters: readonly Filter[] = [
  { id: 'duplicate', run: dropDuplicates },
  { id: 'quiet', run: quietUnsure },
  { id: 'explained', run: dropExplained },
  { id: 'order', run: putInOrder },
];

/** Runs the filters one after another; says what each took out and why. */
export function filterFindings(findings: readonly Finding[]): Filtered {
  let kept = findings;
  const dropped: Dropped[] = [];
  for (const { run } of filters) {
    const step = run(kept);
    kept = step.kept;
    dropped.push(...step.dropped);
  }
  return { kept, dropped };
}
