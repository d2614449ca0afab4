import { byPlace, type Finding, type Link, segmentAt } from '../model/index.ts';
import { findingId, ordinalsOf } from '../text/finding-id.ts';
import { acronym } from './acronym.ts';
import { brokenParagraph } from './broken-paragraph.ts';
import { casing } from './casing.ts';
import type { Detector } from './detector.ts';
import { extraSpace } from './extra-space.ts';
import { missingSpace } from './missing-space.ts';
import { nameCase } from './name-case.ts';
import { nameOrder } from './name-order.ts';
import { nameVariant } from './name-variant.ts';
import { numberFormat } from './number-format.ts';
import { numberMismatch } from './number-mismatch.ts';
import { punctuation } from './punctuation.ts';
import { quote } from './quote.ts';
import { readTexts, type Texts } from './reading.ts';
import { repeatedWord } from './repeated-word.ts';
import { translatedName } from './translated-name.ts';
import { untranslated } from './untranslated.ts';

export type { Detector } from './detector.ts';
export { filterFindings } from './filters.ts';
export { type Reading, readTexts } from './reading.ts';

/** Every detector, one line each. */
export const detectors: readonly Detector[] = [
  missingSpace,
  extraSpace,
  numberFormat,
  numberMismatch,
  quote,
  brokenParagraph,
  punctuation,
  casing,
  repeatedWord,
  nameOrder,
  nameVariant,
  nameCase,
  acronym,
  translatedName,
  untranslated,
];

/**
 * Runs every detector over one shared reading of the texts. Raw findings, sorted by start, end, category; the
 * same fault may be told twice (`filterFindings` keeps one). A detector that throws is a bug and is not caught.
 */
export function detect(texts: Texts, links: readonly Link[]): Finding[] {
  const { content, segments } = texts.translation;
  if (segments.length === 0) return [];
  const reading = readTexts(texts, links);
  const drafts = detectors.flatMap(detector =>
    detector.find(reading).map(draft => ({ ...draft, detector: detector.id })),
  );
  const ordinals = ordinalsOf(content, drafts);
  return drafts
    .map((draft, index): Finding => {
      const text = content.slice(draft.start, draft.end);
      return {
        ...draft,
        quiet: draft.quiet ?? false,
        id: findingId(draft.category, text, ordinals[index]!),
        segment: segmentAt(segments, draft.start).index,
        text,
      };
    })
    .sort(byPlace);
}
