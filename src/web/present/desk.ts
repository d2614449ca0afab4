import type { Permission, Review, ReviewedFinding, Severity, Span } from '../../model/index.ts';
import { decisionTable, isOpen, latestUndoable, movingKeys, Projection } from '../../review/index.ts';
import type { Say } from '../../text/index.ts';
import { chipOf } from './chip.ts';
import { cutCopy, type Piece } from './copy.ts';
import { deskHistory, tell, undoEtag } from './desk-history.ts';
import { linkPresenter } from './desk-links.ts';
import {
  analysisShown,
  comparableName,
  type Here,
  handIn,
  noticesOf,
  openWords,
  wordCount,
} from './desk-notices.ts';
import { changePanel, findingPanel, paragraphPanel } from './desk-panel.ts';
import { anchors, type DeskPlace, deskAddress, placeField } from './desk-place.ts';
import { keyMap } from './keys.ts';
import { isCounted, mapStrip, progressTicks } from './picture.ts';
import { withBidiSigns } from './tracked-text.ts';

export type DeskReader = {
  readonly say: Say;
  readonly nameOf: (id: string) => string;
  /** Who looks, and what they may do here. */
  readonly user: { readonly id: string; readonly fullName: string };
  readonly may: (permission: Permission) => boolean;
};

/**
 * The desk page as its views show it. Everything is worked out here, once: the views only place it. Linear in the
 * length of the article.
 */
export function presentDesk(review: Review, asked: DeskPlace, reader: DeskReader) {
  const { say, may, nameOf, user } = reader;
  const counted = review.findings.filter(isCounted);
  const open = counted.filter(isOpen);
  const chosen = chooseFinding(review, asked, open);
  // What was just done is no part of any address: else every link changed with every act.
  const place: DeskPlace = { ...asked, finding: chosen?.id, done: undefined, history: undefined };
  const change = review.corrections.find(({ id }) => id === asked.change);
  const at = asked.at !== undefined && review.segments.translation[asked.at - 1] ? asked.at - 1 : undefined;
  const now = at ?? change?.segment ?? chosen?.segment;
  const settled = review.state === 'approved' || review.archived;
  const mayEdit = may('review') && !settled;
  const base: DeskPlace = {
    ...place,
    finding: undefined,
    change: undefined,
    at: undefined,
    from: undefined,
    to: undefined,
  };
  const projection = new Projection(review.texts.translation.content, review.corrections);
  const here = { review, projection, say, place: base, nameOf, may, mayEdit, mayTalk: may('review') };
  const map = mapStrip(review, chosen);
  const links = linkPresenter({ review, say, place, chosen, now, mayEdit });
  const hand = handIn(here, open);
  const panel = panelOf();

  function panelOf() {
    if (at !== undefined) {
      const walk = walkFrom(here, open, review.segments.translation[at]!.start);
      return { paragraph: { ...paragraphPanel(here, at, asked), ...walk } };
    }
    if (change) return { change: { ...changePanel(here, change), ...walkFrom(here, open, change.start) } };
    if (chosen)
      return { finding: { ...findingPanel(here, chosen), ...neighbours(here, counted, open, chosen) } };
    return { nothing: { decided: counted.length > 0, pending: analysisShown(review) === 'pending' } };
  }

  const segments = segmentViews();
  const lastLinked = review.links.reduce((last, { translation }) => Math.max(last, translation), -1);
  const done = review.history.find(({ id }) => id === asked.done);
  const undo = may('review') && !settled ? latestUndoable(review, user.id) : undefined;
  const undoItem = review.history.find(({ id }) => id === undo);

  function segmentViews() {
    const findings = bySegment(review, review.findings);
    const corrections = bySegment(review, review.corrections);
    const bears = chosen ? bearsOf(chosen) : [];
    return review.segments.translation.map((segment, index) => {
      const own = findings[index]!.filter(isCounted).filter(finding => finding.segment === index);
      const linked = links.ofSegment(index);
      const next = review.segments.translation[index + 1]?.start ?? review.texts.translation.content.length;
      return {
        id: anchors.segment(index),
        index,
        number: index + 1,
        kind: segment.kind,
        headline: segment.kind === 'headline',
        heading: segment.kind === 'heading',
        label: say({ key: `desk.segment-${segment.kind}`, params: { number: String(index + 1) } }),
        href: deskAddress({ ...base, at: index + 1 }, anchors.segment(index)),
        now: index === now,
        tally: tallyOf(say, own),
        ...map.bands[index],
        ...(asked.view === 'clean'
          ? { clean: withBidiSigns(segment.text) }
          : {
              pieces: cutCopy({
                content: review.texts.translation.content,
                segment,
                next,
                corrections: corrections[index]!,
                findings: findings[index]!,
                bears,
                chosen: chosen?.id,
              }).map(piece => pieceView(piece, base)),
            }),
        ...(linked.length && {
          links: linked,
          linkedWith: say({
            key: 'desk.linked-with',
            params: { n: linked.length, name: comparableName(here) },
          }),
        }),
        ...(!linked.length &&
          review.texts.comparable &&
          review.analysis === 'done' && {
            alone: say({ key: segment.kind === 'heading' ? 'desk.alone-heading' : 'desk.alone' }),
          }),
      };
    });
  }

  return {
    pageTitle: review.title,
    scripts: ['desk.js'],
    styles: ['desk.css'],
    id: review.id,
    title: review.title,
    formAction: `/articles/${review.id}/decisions`,
    editAction: `/articles/${review.id}/edit`,
    placeField: placeField(place),
    closeHref: deskAddress(base),
    etag: review.etag,
    analysis: analysisShown(review),
    ...(analysisShown(review) === 'pending' && { pending: true }),
    user,
    keys: keyNames,
    keyMap: keyMap(say),
    may: { review: may('review'), approve: may('approve'), edit: mayEdit },
    chip: chipOf(review, say),
    progress: {
      ticks: progressTicks(review.findings, 200, 16),
      small: progressTicks(review.findings, 358, 20),
      total: review.tally.total,
      done: review.tally.decided,
      says: say({ key: 'desk.of-decided', params: { n: review.tally.total } }),
      open: openWords(say, review.tally),
    },
    savedAt: review.history.at(-1)?.at,
    handIn: hand,
    notices: noticesOf(here),
    map: { ...map, says: mapWords(here) },
    head: headOf(here, asked),
    segments: review.texts.comparable ? segments.slice(0, lastLinked + 1) : segments,
    ...(review.texts.comparable && {
      tail: { segments: segments.slice(lastLinked + 1), ...trayOf(here, links.unlinked) },
    }),
    quiet: quietOf(here),
    panel: {
      ...panel,
      ...(asked.finding === undefined && asked.at === undefined && !change && { unasked: true }),
    },
    history: deskHistory(here, asked.history === 'all'),
    ...(done && {
      toast: {
        says: tell(here, done),
        ...(done.undoneBy === undefined &&
          mayEdit && { undo: done.id, etag: undoEtag(review, done), again: done.kind === 'undo' }),
      },
    }),
    ...(undoItem && {
      undo: { id: undoItem.id, etag: undoEtag(review, undoItem), says: tell(here, undoItem) },
    }),
    skip: chosen && !place.view ? anchors.finding(chosen.id) : anchors.segment(now ?? 0),
  };
}

export type DeskPage = ReturnType<typeof presentDesk>;

/** Keys by what they do, for buttons: from the tables of review/decisions.ts. */
const keyNames = {
  ...Object.fromEntries(
    Object.entries(decisionTable).flatMap(([kind, row]) => ('key' in row ? [[kind, row.key]] : [])),
  ),
  next: movingKeys['next-finding'],
  previous: movingKeys['previous-finding'],
  nextSegment: movingKeys['next-segment'],
  previousSegment: movingKeys['previous-segment'],
  mark: movingKeys.mark,
  search: movingKeys.search,
  map: movingKeys.map,
};

/** What was asked for; else, unless something other was, the first that waits. */
function chooseFinding(
  review: Review,
  { finding, change, at }: DeskPlace,
  open: readonly ReviewedFinding[],
): ReviewedFinding | undefined {
  if (finding !== undefined) {
    const found = review.findings.find(({ id }) => id === finding);
    if (found) return found;
  }
  return change === undefined && at === undefined ? open[0] : undefined;
}

/** Where `n` and `p` lead from a finding, and which of all it is. */
function neighbours(
  { place }: Here,
  counted: readonly ReviewedFinding[],
  open: readonly ReviewedFinding[],
  chosen: ReviewedFinding,
) {
  const order = new Map(counted.map(({ id }, index) => [id, index]));
  const own = order.get(chosen.id) ?? counted.findLastIndex(({ start }) => start <= chosen.start) + 0.5;
  const walk = (open.some(({ id }) => id !== chosen.id) ? open : counted).filter(
    ({ id }) => id !== chosen.id,
  );
  const next = walk.find(({ id }) => order.get(id)! > own) ?? walk[0];
  const previous = walk.findLast(({ id }) => order.get(id)! < own) ?? walk.at(-1);
  return {
    next: hrefOf(place, next),
    previous: hrefOf(place, previous),
    ...(order.has(chosen.id) && { number: own + 1, total: counted.length }),
  };
}

/** Where `n` and `p` lead from a place of the text. */
const walkFrom = ({ place }: Here, open: readonly ReviewedFinding[], start: number) => ({
  next: hrefOf(place, open.find(finding => finding.start >= start) ?? open[0]),
  previous: hrefOf(place, open.findLast(finding => finding.start < start) ?? open.at(-1)),
});

const hrefOf = (place: DeskPlace, finding: ReviewedFinding | undefined): string | undefined =>
  finding && deskAddress({ ...place, finding: finding.id }, anchors.finding(finding.id));

/** Sorts spans into the segments that they touch; the break after a segment is its own. Linear. */
function bySegment<T extends Span>(review: Review, items: readonly T[]): T[][] {
  const { translation } = review.segments;
  const sorted: T[][] = translation.map(() => []);
  let from = 0;
  for (const item of items) {
    while (from + 1 < translation.length && translation[from + 1]!.start <= item.start) from++;
    sorted[from]!.push(item);
    for (let index = from + 1; index < translation.length && translation[index]!.start < item.end; index++)
      sorted[index]!.push(item);
  }
  return sorted;
}

const bearsOf = (finding: ReviewedFinding): Span[] =>
  finding.evidence.flatMap(evidence => (evidence.kind === 'translation' ? [evidence] : []));

function pieceView(piece: Piece, place: DeskPlace) {
  const { words, finding, correction, style, outer, first, chosen } = piece;
  const parts = words.map(({ as, text, sign, said, units }) => ({ [as]: true, text, sign, said, units }));
  if (finding)
    return {
      parts,
      style,
      outer,
      href: deskAddress({ ...place, finding: finding.id }, anchors.finding(finding.id)),
      ...(first && { id: anchors.finding(finding.id) }),
      chosen,
      describedBy: style?.includes('returned') ? 'says-returned' : describedBy(finding),
    };
  if (correction)
    return {
      parts,
      style,
      href: deskAddress({ ...place, change: correction.id }, anchors.change(correction.id)),
      id: anchors.change(correction.id),
      describedBy: correction.state === 'returned' ? 'says-returned' : 'says-changed',
    };
  return { parts };
}

/** Hidden sentences on the page that speak what shape and colour show. */
const describedBy = (finding: ReviewedFinding): string => {
  if (isOpen(finding) || finding.quiet) return `says-${finding.severity}`;
  return finding.state === 'dismissed' ? 'says-kept' : 'says-changed';
};

/** What waits in a segment by shape, and what is decided. */
function tallyOf(say: Say, findings: readonly ReviewedFinding[]) {
  const open = findings.filter(isOpen);
  const decided = findings.length - open.length;
  const rows = (['critical', 'major', 'minor'] as const).flatMap(severity => {
    const n = open.filter(finding => asShown(finding.severity) === severity).length;
    return n ? [{ severity, n, word: say({ key: `desk.tally-${severity}` }) }] : [];
  });
  return rows.length || decided ? { rows, ...(decided && { decided }) } : undefined;
}
const asShown = (severity: Severity) => (severity === 'neutral' ? 'minor' : severity);

/** What stands over the two columns. */
function headOf({ review, say, place }: Here, asked: DeskPlace) {
  const { translation, comparable } = review.segments;
  const clean = asked.view === 'clean';
  const keep = { finding: asked.finding, at: asked.at, change: asked.change };
  const linked = new Set(review.links.map(link => link.comparable)).size;
  return {
    ours: say({ key: 'desk.ours', params: { n: translation.length } }),
    words: say({ key: 'desk.words', params: { n: wordCount(review.currentText) } }),
    views: {
      href: deskAddress({ ...place, ...keep, view: clean ? undefined : 'clean' }),
      says: say({ key: clean ? 'desk.show-marks' : 'desk.read-clean' }),
    },
    ...(comparable && {
      theirs: {
        name: comparableName({ review, say }),
        says: say({ key: 'desk.theirs', params: { n: comparable.length, linked } }),
        href: deskAddress({ ...place, ...keep, whole: asked.whole === 'all' ? undefined : 'all' }),
        whole: say({ key: asked.whole === 'all' ? 'desk.show-shared' : 'desk.show-whole' }),
      },
    }),
  };
}

function trayOf({ review, say }: Here, unlinked: ReturnType<typeof linkPresenter>['unlinked']) {
  if (unlinked.length === 0) return {};
  const name = comparableName({ review, say });
  const ours = ranges(review.unlinked.translation);
  return {
    tray: {
      heading: say({ key: 'desk.only-in', params: { name } }),
      why: say({ key: 'desk.tray-why', params: { n: unlinked.length } }),
      ours:
        ours &&
        say({ key: 'desk.tray-ours', params: { n: review.unlinked.translation.length, items: ours } }),
      items: unlinked,
    },
  };
}

/** "4, 8–13": numbers as the page counts them. */
export function ranges(indexes: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([from, to]) =>
      to > from + 1 ? `${from + 1}–${to + 1}` : to > from ? `${from + 1}, ${to + 1}` : `${from + 1}`,
    )
    .join(', ');
}

function mapWords({ review, say }: Here): string {
  const { tally, segments, links } = review;
  const parts = [say({ key: 'desk.ours', params: { n: segments.translation.length } })];
  if (segments.comparable)
    parts.push(
      say({
        key: 'desk.map-theirs',
        params: { n: segments.comparable.length, name: comparableName({ review, say }) },
      }),
      say({ key: 'desk.map-links', params: { n: links.length } }),
    );
  parts.push(say({ key: 'desk.decided-of', params: { done: tally.decided, n: tally.total } }));
  const open = openWords(say, tally).map(({ words }) => words);
  if (open.length) parts.push(say({ key: 'desk.map-open', params: { items: open.join(', ') } }));
  const alone = ranges(review.unlinked.translation);
  if (segments.comparable && alone) parts.push(say({ key: 'desk.map-alone', params: { items: alone } }));
  return `${parts.join('. ')}.`;
}

/** What detectors are unsure of: listed on request. */
function quietOf({ review, say, place }: Here) {
  const items = review.findings.filter(finding => finding.quiet && finding.state === 'open');
  if (items.length === 0) return undefined;
  return {
    heading: say({ key: 'desk.quiet', params: { n: items.length } }),
    items: items.map(finding => ({
      href: deskAddress({ ...place, finding: finding.id }, anchors.finding(finding.id)),
      words: finding.text,
      category: say({ key: `category.${finding.category}` }),
      number: finding.segment + 1,
    })),
  };
}
