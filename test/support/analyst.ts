import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analyst } from '../../src/analysis/index.ts';
import {
  type Alignment,
  type Analysis,
  byPlace,
  type Evidence,
  type Finding,
  isCategory,
  isSeverity,
  message,
  noAlignment,
  type PipelineInput,
  type Segment,
} from '../../src/model/index.ts';
import { cutText, findingId, ordinalOf } from '../../src/text/index.ts';

type Artefact = {
  start: number;
  end: number;
  text: string;
  fix: string;
  alternatives?: string[];
  category: string;
  severity: string;
  note: string;
};
type Gold = { artefacts: Artefact[]; links: { translation: number; comparable: number; type: string }[] };

const folder = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');

/**
 * An analyst that knows the sample article by heart: it finds the artefacts of its gold file wherever their words
 * still stand in their segment, and links as the gold file does. Quick, and the same whatever the detectors learn.
 */
export function sampleAnalyst(): Analyst {
  const gold = JSON.parse(readFileSync(join(folder, 'gold.json'), 'utf8')) as Gold;
  const original = readFileSync(join(folder, 'translation.txt'), 'utf8');
  return {
    analyse: async input => analyse(input, gold, original),
    align: async job => goldAlignment(gold, job.translation.length, job.comparable.length),
    close: async () => undefined,
  };
}

function analyse(input: PipelineInput, gold: Gold, original: string): Analysis {
  const segmentsOf = ({ content, segments }: PipelineInput['translation']) => segments ?? cutText(content);
  const translation = segmentsOf(input.translation);
  const comparable = input.comparable && segmentsOf(input.comparable);
  return {
    segments: { translation, ...(comparable && { comparable }) },
    languages: { translation: 'en', ...(comparable && { comparable: 'en' as const }) },
    alignment: input.alignment ?? goldAlignment(gold, translation.length, comparable?.length ?? 0),
    findings: findArtefacts(input, translation, comparable, gold, original),
    warnings: [],
  };
}

function findArtefacts(
  { translation: { content }, comparable }: PipelineInput,
  segments: readonly Segment[],
  comparableSegments: readonly Segment[] | undefined,
  gold: Gold,
  original: string,
): Finding[] {
  const then = cutText(original);
  const found = gold.artefacts.flatMap((artefact): Finding[] => {
    const home = then.findLast(({ start }) => start <= artefact.start);
    const segment = home && segments[home.index];
    if (!home || !segment || !isCategory(artefact.category) || !isSeverity(artefact.severity)) return [];
    const nth = ordinalOf(original.slice(home.start), artefact.text, artefact.start - home.start);
    const words = content.slice(segment.start, segments[segment.index + 1]?.start);
    let at = words.indexOf(artefact.text);
    for (let count = 0; count < nth && at >= 0; count++) at = words.indexOf(artefact.text, at + 1);
    if (at < 0) return [];
    const start = segment.start + at;
    const evidence =
      comparable && comparableSegments ? witness(artefact, comparable, comparableSegments) : [];
    return [
      {
        id: findingId(artefact.category, artefact.text, ordinalOf(content, artefact.text, start)),
        segment: segment.index,
        start,
        end: start + artefact.text.length,
        text: artefact.text,
        category: artefact.category,
        severity: artefact.severity,
        confidence: 0.97,
        quiet: false,
        message: message('test.words', { words: `${artefact.note}.` }),
        suggestions: [artefact.fix, ...(artefact.alternatives ?? [])].map(text => ({ text })),
        evidence,
        detector: 'sample',
      },
    ];
  });
  return found.sort(byPlace);
}

/** The second article's own words for the fix, where it has them. */
function witness(
  { fix }: Artefact,
  { content }: NonNullable<PipelineInput['comparable']>,
  segments: readonly Segment[],
): Evidence[] {
  const start = content.indexOf(fix);
  const segment = start < 0 || fix.length < 5 ? undefined : segments.findLast(other => other.start <= start);
  if (!segment) return [];
  const gazetteer: Evidence = {
    kind: 'gazetteer',
    say: message('test.words', { words: `${fix} is known.` }),
  };
  return [
    { kind: 'comparable', segment: segment.index, start, end: start + fix.length, text: fix },
    gazetteer,
  ];
}

const probabilityOf: Record<string, number> = { 'same-content': 0.88, partial: 0.66 };

function goldAlignment(gold: Gold, translationCount: number, comparableCount: number): Alignment {
  const links = gold.links
    .filter(({ translation, comparable }) => translation < translationCount && comparable < comparableCount)
    .map(({ translation, comparable, type }) => ({
      translation,
      comparable,
      probability: probabilityOf[type] ?? 0.4,
      reasons: [message('test.words', { words: 'Sinaloa cartel' })],
    }));
  const none = noAlignment(translationCount);
  const free = (count: number, end: 'translation' | 'comparable'): number[] =>
    Array.from({ length: count }, (_, index) => index).filter(
      index => !links.some(link => link[end] === index),
    );
  return {
    links,
    unlinked: {
      translation: free(translationCount, 'translation'),
      comparable: free(comparableCount, 'comparable'),
    },
    candidates: none.candidates.map(() =>
      comparableCount > 4
        ? [
            { comparable: 3, probability: 0.3 },
            { comparable: 4, probability: 0.2 },
          ]
        : [],
    ),
  };
}
