import type { Category, Severity, Span } from '../model/index.ts';

/** An artefact marked by hand. `fix` replaces exactly the span; `alternatives` are as good. */
export type GoldArtefact = Span & {
  readonly text: string;
  readonly fix: string;
  readonly alternatives?: readonly string[];
  readonly category: Category;
  readonly severity: Severity;
  /** Other places where a finding counts as on it: the mark left over of a pair of quotation marks. */
  readonly also?: readonly Span[];
};

/** Looks odd and is right. On a `fair` one a remark is fair, not required: it counts neither way. */
type Trap = Span & { readonly fair?: boolean };

export type GoldText = {
  readonly content: string;
  readonly artefacts: readonly GoldArtefact[];
  readonly traps: readonly Trap[];
};

/** What the score looks at of a finding. */
export type Judged = Span & {
  readonly category: Category;
  readonly suggestions: readonly { readonly text: string }[];
};

export type Tally = { readonly gold: number; readonly found: number };

/** One text held against its gold. `TFinding` is kept, so that misses and false alarms can be shown. */
export type FindingScore<TFinding extends Judged = Judged> = {
  readonly found: readonly GoldArtefact[];
  readonly missed: readonly GoldArtefact[];
  /** Findings that met an artefact, one each. */
  readonly right: readonly TFinding[];
  readonly falseAlarms: readonly TFinding[];
  /** Further findings on artefacts already met, and fair remarks: neither right nor false. */
  readonly duplicates: number;
  readonly fairRemarks: number;
  readonly trapsFlagged: number;
  readonly traps: number;
  /** Of the artefacts found those whose finding suggested something, and those whose first suggestion was right. */
  readonly fixesOffered: readonly GoldArtefact[];
  readonly fixesRight: readonly GoldArtefact[];
};

/** A finding this many units longer than the artefact points at nothing: marking whole sentences earns nothing. */
const slack = 60;

/**
 * Holds findings against gold. A hit overlaps the artefact, is not much longer, and is of a kindred category
 * (a name taken for a calque is still seen; a space for a number is not). Each artefact counts once, best match
 * first; one finding may cover two artefacts, such as a name in the wrong order and the space lost after it.
 */
export function scoreFindings<TFinding extends Judged>(
  { content, artefacts, traps }: GoldText,
  findings: readonly TFinding[],
): FindingScore<TFinding> {
  const inside = findings.filter(({ start, end }) => start >= 0 && end >= start && end <= content.length);
  const meetings = inside
    .flatMap((finding, order) =>
      artefacts.flatMap((artefact, place) =>
        isOn(finding, artefact) || artefact.also?.some(span => isOn(finding, span))
          ? [{ finding, order, artefact, place, value: matchValue(content, finding, artefact) }]
          : [],
      ),
    )
    .sort((a, b) => b.value - a.value || a.order - b.order || a.place - b.place);
  const kindredMeetings = meetings.filter(({ value }) => value >= kindredValue);
  const finderOf = new Map<GoldArtefact, TFinding>();
  const right = new Set<TFinding>();
  for (const { finding, artefact } of kindredMeetings) {
    if (finderOf.has(artefact) || right.has(finding)) continue;
    finderOf.set(artefact, finding);
    right.add(finding);
  }
  for (const { finding, artefact } of kindredMeetings)
    if (!finderOf.has(artefact)) finderOf.set(artefact, finding);
  const repeated = new Set(
    kindredMeetings.map(({ finding }) => finding).filter(finding => !right.has(finding)),
  );
  const others = inside.filter(finding => !right.has(finding) && !repeated.has(finding));
  const fair = others.filter(finding => traps.some(trap => trap.fair && isOn(finding, trap)));
  const meeting = new Set(meetings.map(({ finding }) => finding));
  const stray = inside.filter(finding => !meeting.has(finding) && !fair.includes(finding));
  const hard = traps.filter(trap => !trap.fair);
  const found = artefacts.filter(artefact => finderOf.has(artefact));
  const fixed = new Map(
    found.map(artefact => [artefact, isFixed(content, artefact, finderOf.get(artefact)!)]),
  );
  return {
    found,
    missed: artefacts.filter(artefact => !finderOf.has(artefact)),
    right: [...right],
    falseAlarms: others.filter(finding => !fair.includes(finding)),
    duplicates: repeated.size,
    fairRemarks: fair.length,
    trapsFlagged: hard.filter(trap => stray.some(one => one.start < trap.end && one.end > trap.start)).length,
    traps: hard.length,
    fixesOffered: found.filter(artefact => fixed.get(artefact) !== undefined),
    fixesRight: found.filter(artefact => fixed.get(artefact) === true),
  };
}

/** Overlap, where an empty span stands for the unit after it, and not too much beside it. */
const isOn = (finding: Span, target: Span): boolean =>
  finding.start < Math.max(target.end, target.start + 1) &&
  Math.max(finding.end, finding.start + 1) > target.start &&
  finding.end - finding.start - (target.end - target.start) <= slack;

/** Kindred category first, then the same one, then a right fix: the order in which meetings are matched. */
const kindredValue = 4;

function matchValue(content: string, finding: Judged, artefact: GoldArtefact): number {
  const a = families[finding.category];
  const b = families[artefact.category];
  const kindred = areKindred(a, b) ? kindredValue : 0;
  return kindred + (a === b ? 2 : 0) + (isFixed(content, artefact, finding) ? 1 : 0);
}

/** True, false, or undefined when nothing is suggested. Compares what the two replacements make of the text. */
function isFixed(content: string, artefact: GoldArtefact, finding: Judged): boolean | undefined {
  const suggestion = finding.suggestions[0];
  if (!suggestion) return undefined;
  const start = Math.min(artefact.start, finding.start);
  const end = Math.max(artefact.end, finding.end);
  const made = (at: Span, text: string): string =>
    plain(content.slice(start, at.start) + text + content.slice(at.end, end));
  const got = made(finding, suggestion.text);
  return [artefact.fix, ...(artefact.alternatives ?? [])].some(text => made(artefact, text) === got);
}

/** House styles differ in the shape of quotation marks and dashes; doubled blanks are another fault. */
const plain = (text: string): string =>
  text
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/[ \t\u00a0]+/g, ' ')
    .trim();

// --- kindred categories -------------------------------------------------------------------------------------

/** Categories that name the same fault to a reader. `none` meets nothing. */
type Family =
  | Exclude<
      Category,
      'acronym' | 'number-mismatch' | 'repeated-word' | 'termbase' | 'omission' | 'addition' | 'other'
    >
  | 'none';

const families: Readonly<Record<Category, Family>> = {
  'missing-space': 'missing-space',
  'extra-space': 'extra-space',
  'translated-name': 'translated-name',
  acronym: 'translated-name',
  'name-order': 'name-order',
  'name-variant': 'name-variant',
  'name-case': 'name-case',
  untranslated: 'untranslated',
  calque: 'calque',
  mistranslation: 'mistranslation',
  pronoun: 'pronoun',
  'number-format': 'number-format',
  'number-mismatch': 'number-format',
  quote: 'quote',
  'broken-paragraph': 'broken-paragraph',
  punctuation: 'punctuation',
  casing: 'casing',
  grammar: 'grammar',
  'word-order': 'word-order',
  'repeated-word': 'grammar',
  spelling: 'spelling',
  termbase: 'none',
  omission: 'none',
  addition: 'none',
  other: 'none',
};

/** All of a circle are kindred to each other. */
const circles: readonly (readonly Family[])[] = [
  ['missing-space', 'extra-space'],
  ['quote', 'broken-paragraph'],
  ['translated-name', 'name-order', 'name-case', 'name-variant', 'casing'],
  ['calque', 'mistranslation', 'untranslated'],
  ['grammar', 'word-order', 'punctuation'],
];

/** Beyond its circle a family is kindred to these, and they to it. */
const neighbours: Partial<Readonly<Record<Family, readonly Family[]>>> = {
  'translated-name': ['mistranslation', 'calque', 'untranslated'],
  'name-order': ['word-order'],
  'extra-space': ['quote', 'punctuation'],
  'missing-space': ['quote'],
  punctuation: ['quote', 'broken-paragraph', 'casing'],
  grammar: ['pronoun', 'calque', 'casing'],
  calque: ['word-order', 'number-format'],
  spelling: ['missing-space', 'untranslated', 'name-case', 'name-variant', 'casing'],
};

function areKindred(a: Family, b: Family): boolean {
  if (a === 'none' || b === 'none') return false;
  if (a === b || circles.some(circle => circle.includes(a) && circle.includes(b))) return true;
  return Boolean(neighbours[a]?.includes(b) || neighbours[b]?.includes(a));
}
