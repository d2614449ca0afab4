import { align, alignSource } from './align/index.ts';
import { filterFindings } from './detect/filters.ts';
import { detect } from './detect/index.ts';
import {
  type Alignment,
  type Analysis,
  type Finding,
  type Language,
  noAlignment,
  type PipelineInput,
  type PipelineText,
  type SegmentedText,
  type Warning,
} from './model/index.ts';
import { languageOf } from './text/language.ts';
import { cutText, refuseSegments } from './text/segment.ts';
import { warning, warnOf } from './text/warnings.ts';

/** Aligning by itself, for who reads paragraphs elsewhere or aligns again around what people fixed. */
export { align } from './align/index.ts';

/** What the filters took out of the findings, with the reason of each. */
export type Dropped = ReturnType<typeof filterFindings>['dropped'];

/**
 * The way of an article as far as a machine goes it: import > segment > identify language > align > detect >
 * filter. A warning that stops (and was not dismissed) leaves links and findings empty. Texts are taken as they
 * are: `refuseImport` says beforehand which cannot be. Throws a RangeError on more segments than a text may have.
 * Pure: the same input gives the same answer.
 */
export const analyse = (input: PipelineInput): Analysis => explainAnalysis(input).analysis;

/** As `analyse`, with what the filters dropped and why. */
export function explainAnalysis(input: PipelineInput): { analysis: Analysis; dropped: Dropped } {
  const texts = segmentTexts(input);
  const languages = identifyLanguages(texts);
  const warnings = warnOf(texts, languages);
  if (isHeld(warnings, input.dismissedWarnings)) return held(texts, languages, warnings);
  const alignment = input.alignment ?? alignTexts(texts);
  const found = detectArtefacts(texts, languages, alignment);
  const { kept, dropped } = filterFindings(found);
  const swapped = probablySwapped(texts, languages, kept) ? [warning('probably-swapped')] : [];
  const analysis = report(texts, languages, alignment, kept, [...warnings, ...swapped]);
  const { source } = texts;
  const sourceLinks = source && alignSource(paragraphsOf(texts.translation), paragraphsOf(source));
  return { analysis: { ...analysis, ...(sourceLinks && { sourceLinks }) }, dropped };
}

type Texts = {
  readonly translation: SegmentedText;
  readonly comparable?: SegmentedText;
  readonly source?: SegmentedText;
};
type Languages = Analysis['languages'];

function segmentTexts({ translation, comparable, source }: PipelineInput): Texts {
  return {
    translation: segmented(translation),
    ...(comparable && { comparable: segmented(comparable) }),
    ...(source && { source: segmented(source) }),
  };
}

function segmented({ content, segments = cutText(content) }: PipelineText): SegmentedText {
  if (refuseSegments(segments)) throw new RangeError(`a text of ${segments.length} segments`);
  return { content, segments };
}

function identifyLanguages({ translation, comparable, source }: Texts): Languages {
  return {
    translation: languageOf(translation),
    ...(comparable && { comparable: languageOf(comparable) }),
    ...(source && { source: languageOf(source) }),
  };
}

const isHeld = (warnings: readonly Warning[], dismissed: readonly string[] = []): boolean =>
  warnings.some(({ stops, code }) => stops && !dismissed.includes(code));

function held(texts: Texts, languages: Languages, warnings: readonly Warning[]) {
  return { analysis: report(texts, languages, unaligned(texts), [], warnings), dropped: [] };
}

function unaligned({ translation, comparable }: Texts): Alignment {
  const none = noAlignment(translation.segments.length);
  const indexes = comparable?.segments.map(segment => segment.index) ?? [];
  return { ...none, unlinked: { ...none.unlinked, comparable: indexes } };
}

/** Section headings only announce text: they take part in no link. */
function alignTexts({ translation, comparable }: Texts): Alignment {
  if (!comparable) return noAlignment(translation.segments.length);
  return align(paragraphsOf(translation), paragraphsOf(comparable), {
    headings: { translation: headingsOf(translation), comparable: headingsOf(comparable) },
  });
}

const paragraphsOf = ({ content, segments }: SegmentedText): string[] =>
  segments.map(({ start, end }) => content.slice(start, end));

const headingsOf = ({ segments }: SegmentedText): Set<number> =>
  new Set(segments.filter(({ kind }) => kind === 'heading').map(({ index }) => index));

/**
 * A Spanish text in the comparable's place is no independent witness, but it helps as the original. What it
 * witnesses is quoted from where it stands, the comparable.
 */
function detectArtefacts(texts: Texts, languages: Languages, { links }: Alignment): Finding[] {
  const { translation, comparable, source } = texts;
  if (languages.comparable !== 'es' || !comparable) return detect(texts, links);
  if (source) return detect({ translation, source }, []);
  return detect({ translation, source: comparable }, []).map(finding => ({
    ...finding,
    evidence: finding.evidence.map(witness =>
      witness.kind === 'source' ? { ...witness, kind: 'comparable' } : witness,
    ),
  }));
}

/** Findings that human English hardly ever causes. */
const machineMade: ReadonlySet<string> = new Set([
  'missing-space',
  'extra-space',
  'translated-name',
  'name-order',
  'untranslated',
  'number-format',
  'pronoun',
]);

/** Machine-made findings in 1,000 words: a text with fewer than the first may be a person's. */
const cleanAt = 1;
const dirtyFrom = 8;

/** Two finds in a short text may be chance. */
const leastFound = 3;

/** True when the comparable reads like the machine translation and the translation does not. */
function probablySwapped(
  { translation, comparable }: Texts,
  languages: Languages,
  found: readonly Finding[],
) {
  if (!comparable || languages.comparable === 'es') return false;
  if (machineMadeIn(found) > (cleanAt * wordsOf(translation)) / 1000) return false;
  const inComparable = machineMadeIn(detect({ translation: comparable }, []));
  return inComparable >= leastFound && inComparable >= (dirtyFrom * wordsOf(comparable)) / 1000;
}

const machineMadeIn = (found: readonly Finding[]): number =>
  found.filter(({ quiet, category }) => !quiet && machineMade.has(category)).length;

const wordsOf = ({ content }: SegmentedText): number => content.match(/\S+/g)?.length ?? 0;

function report(
  { translation, comparable, source }: Texts,
  languages: { translation: Language; comparable?: Language; source?: Language },
  alignment: Alignment,
  findings: readonly Finding[],
  warnings: readonly Warning[],
): Analysis {
  return {
    segments: {
      translation: translation.segments,
      ...(comparable && { comparable: comparable.segments }),
      ...(source && { source: source.segments }),
    },
    languages,
    alignment,
    findings,
    warnings,
  };
}
