import {
  bySeverity,
  type Message,
  type Review,
  type ReviewedFinding,
  type ReviewedLink,
  sureness,
} from '../../model/index.ts';
import type { Say } from '../../text/index.ts';
import { anchors, type DeskPlace, deskAddress } from './desk-place.ts';
import { isCounted, isWitness } from './picture.ts';
import { quoteShared } from './shared-sentence.ts';

/** A stretch of a quotation: plain, in full ink, or the words that bear out the chosen finding. */
export type Inked = { readonly text: string; readonly bears?: boolean };

type Here = {
  readonly review: Review;
  readonly say: Say;
  readonly place: DeskPlace;
  readonly chosen: ReviewedFinding | undefined;
  /** Index of the segment that one is at. */
  readonly now: number | undefined;
  readonly mayEdit: boolean;
};

/**
 * Presents the links of a segment, and the paragraphs that found no partner. `anchorAt` answers which segment
 * carries the anchor of a comparable paragraph: an id stands once on a page.
 */
export function linkPresenter({ review, say, place, chosen, now, mayEdit }: Here) {
  const comparable = review.segments.comparable ?? [];
  const ofSegment = Map.groupBy(review.links, link => link.translation);
  const beside = Map.groupBy(review.links, link => link.comparable);
  const anchorAt = new Map<number, number>();
  for (const [index, links] of beside) {
    const atNow = links.find(({ translation }) => translation === now);
    anchorAt.set(index, (atNow ?? links[0]!).translation);
  }

  // What is quoted depends neither on what is chosen nor on what was decided: neither must move anything.
  const witnessed = new Map<string, Found[]>();
  for (const finding of review.findings
    .filter(isCounted)
    .toSorted((a, b) => bySeverity(a.severity, b.severity)))
    for (const evidence of finding.evidence)
      if (evidence.kind === 'comparable' && comparable[evidence.segment]) {
        const key = `${finding.segment} ${evidence.segment}`;
        if (!witnessed.has(key))
          witnessed.set(key, witnessesIn(finding, evidence.segment, comparable[evidence.segment]!.start));
      }

  const imported = ({ start, end }: Found): string => review.texts.translation.content.slice(start, end);

  const present = (link: ReviewedLink) => {
    const segment = review.segments.translation[link.translation]!;
    const paragraph = comparable[link.comparable]!;
    const word = sureness(link.probability);
    const speaks = link.translation === now && chosen !== undefined && isWitness(chosen, link.comparable);
    const witnesses = speaks ? witnessesIn(chosen, link.comparable, paragraph.start) : [];
    const [told] = witnessed.get(`${link.translation} ${link.comparable}`) ?? [];
    const whole = place.whole === 'all' || place.whole === link.comparable + 1;
    const quotation = quoteShared(paragraph.text, imported(segment), told, whole);
    const others = (beside.get(link.comparable) ?? [])
      .map(({ translation }) => translation)
      .filter(translation => translation !== link.translation);
    const candidates = word === 'weak' ? (review.candidates[link.translation] ?? []).slice(0, 2) : [];
    return {
      number: link.comparable + 1,
      style: `${link.state === 'automatic' ? ' auto' : ''}${word === 'weak' ? ' weak' : ''}${speaks ? ' speaks' : ''}`,
      says: say({
        key: 'desk.link-says',
        params: { word, percent: Math.round(link.probability * 100) },
      }),
      why: link.state === 'automatic' ? brief(link.reasons, say) : say({ key: `desk.link-${link.state}` }),
      ...(candidates.length && {
        or: say({
          key: 'desk.link-or',
          params: { items: candidates.map(({ comparable }) => `¶ ${comparable + 1}`).join(', ') },
        }),
      }),
      ...(anchorAt.get(link.comparable) === link.translation && {
        anchor: anchors.comparable(link.comparable),
      }),
      ...(others.length && {
        also: say({ key: 'desk.also-beside', params: { items: others.map(index => index + 1).join(', ') } }),
      }),
      href: deskAddress({ ...place, whole: link.comparable + 1 }, anchors.segment(link.translation)),
      ...((quotation.cutBefore || quotation.cutAfter) && { cut: true }),
      quotation: { ...quotation, strong: inked(quotation.strong, quotation.start, witnesses) },
      translation: link.translation,
      comparable: link.comparable,
      etag: segment.etag,
      ...(mayEdit && { act: true, ...(link.state === 'automatic' && { automatic: true }) }),
      ...(link.state === 'confirmed' && { confirmed: true }),
      ...(link.state === 'pinned' && { pinned: true }),
    };
  };

  return {
    ofSegment: (index: number) => (ofSegment.get(index) ?? []).map(present),
    unlinked: review.unlinked.comparable.map(index => {
      const text = comparable[index]!.text;
      const whole = place.whole === 'all' || place.whole === index + 1 || text.length <= trayLength + 40;
      return {
        number: index + 1,
        anchor: anchors.comparable(index),
        text: whole ? text : `${text.slice(0, trayLength).replace(/\s+\S*$/u, '')} …`,
        ...(!whole && { href: deskAddress({ ...place, whole: index + 1 }, anchors.comparable(index)) }),
      };
    }),
  };
}

/** Room in a band is short: of shared names, numbers and words the first few alone, of other reasons the sentence. */
function brief(reasons: readonly Message[], say: Say): string {
  const items = reasons.flatMap(({ params }) =>
    typeof params?.items === 'string' ? params.items.split(', ') : [],
  );
  return items.length ? items.slice(0, mostItems).join(', ') : reasons.slice(0, 1).map(say).join('');
}
const mostItems = 3;

/** Paragraphs of the tray show this much until they are asked for. */
const trayLength = 110;

type Found = { readonly start: number; readonly end: number };

/** Places in the paragraph's own words. */
const witnessesIn = (finding: ReviewedFinding, comparable: number, start: number): Found[] =>
  finding.evidence.flatMap(evidence =>
    evidence.kind === 'comparable' && evidence.segment === comparable
      ? [{ start: evidence.start - start, end: evidence.end - start }]
      : [],
  );

/** Cuts `text`, which begins at `offset`, where words that bear witness begin and end. */
export function inked(text: string, offset: number, witnesses: readonly Found[]): Inked[] {
  const pieces: Inked[] = [];
  let done = 0;
  for (const { start, end } of [...witnesses].sort((a, b) => a.start - b.start)) {
    const from = Math.max(done, start - offset);
    const to = Math.min(text.length, end - offset);
    if (to <= from) continue;
    if (from > done) pieces.push({ text: text.slice(done, from) });
    pieces.push({ text: text.slice(from, to), bears: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}
