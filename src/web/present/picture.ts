import type { Review, ReviewedFinding, Segment } from '../../model/index.ts';
import { isOpen } from '../../review/index.ts';

/** A rectangle, circle or path of a picture, its class telling the colour; numbers are ready to print. */
export type Shape = { readonly [name: string]: string | number | boolean };

/** What counts as one of the article's findings: quiet ones only when somebody decided on them. */
export const isCounted = (finding: ReviewedFinding): boolean => !finding.quiet || finding.state !== 'open';

/** How a finding is drawn: by its severity while it waits, as decided afterwards. */
export const shapeOf = (finding: ReviewedFinding): 'critical' | 'major' | 'minor' | 'done' => {
  if (!isOpen(finding)) return 'done';
  return finding.severity === 'neutral' ? 'minor' : finding.severity;
};

const gravity = { done: 0, minor: 1, major: 2, critical: 3 } as const;
const tickHeight = { done: 0.25, minor: 0.375, major: 0.6875, critical: 1 } as const;

/** More findings than this share ticks, the gravest showing. */
const mostTicks = 100;

/** The findings in reading order as ticks: height is severity, low and blue is decided. */
export function progressTicks(findings: readonly ReviewedFinding[], width: number, height: number): Shape[] {
  const shapes = findings.filter(isCounted).map(shapeOf);
  const count = Math.min(shapes.length, mostTicks);
  const step = width / Math.max(count, 1);
  const tickWidth = Math.min(step * 0.7, width / 20);
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * shapes.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * shapes.length) / count));
    const gravest = shapes.slice(from, to).reduce((a, b) => (gravity[a] >= gravity[b] ? a : b));
    const high = round(tickHeight[gravest] * height);
    return {
      style: `p-${gravest}`,
      x: round(index * step),
      y: round(height - high),
      width: round(tickWidth),
      height: high,
    };
  });
}

/** The map: both texts as lines, findings on ours, links between. Heights of segments go to the page, too. */
export type MapStrip = {
  readonly lines: readonly Shape[];
  readonly links: readonly Shape[];
  readonly marks: readonly Shape[];
  readonly height: number;
  /** Top and bottom of each translation segment. */
  readonly bands: readonly { readonly top: number; readonly bottom: number }[];
};

const mapHeight = 680;
const ours = { x: 0, width: 24, letters: 42, paint: 'p-text' };
const theirs = { x: 62, width: 18 };

/**
 * Draws the whole article in a strip of one height. What would stand on the same spot is drawn once, so that the
 * picture of five thousand paragraphs is no larger than it can show.
 */
export function mapStrip(review: Review, chosen: ReviewedFinding | undefined): MapStrip {
  const left = bandsOf(review.segments.translation);
  const right = bandsOf(review.segments.comparable ?? []);
  const linked = new Set(review.links.map(({ comparable }) => comparable));
  const spots = new Set<string>();
  const once = (shape: Shape): boolean => {
    const spot = JSON.stringify(shape);
    return spots.has(spot) ? false : Boolean(spots.add(spot));
  };
  const middle = ({ top, bottom }: { top: number; bottom: number }): number => Math.round((top + bottom) / 2);
  const links = review.links.map(({ translation, comparable, state }): Shape => {
    const [from, to] = [middle(left.bands[translation]!), middle(right.bands[comparable]!)];
    const strong = chosen?.segment === translation && isWitness(chosen, comparable) ? ' strong' : '';
    return {
      style: `p-link${state === 'automatic' ? ' auto' : ''}${strong}`,
      d: `M27 ${from}C46 ${from} 42 ${to} 59 ${to}`,
    };
  });
  return {
    lines: [
      ...left.bands.flatMap(band => linesOf(band, left.unit, ours.x, ours.width, ours.paint)),
      ...right.bands.flatMap((band, index) =>
        linesOf(band, right.unit, theirs.x, theirs.width, linked.has(index) ? 'p-witness' : 'p-text'),
      ),
    ].filter(once),
    links: links.filter(once),
    marks: marksOf(review, left.bands, chosen).filter(once),
    height: mapHeight,
    bands: left.bands.map(({ top, bottom }) => ({ top: Math.round(top), bottom: Math.round(bottom) })),
  };
}

export const isWitness = (finding: ReviewedFinding, comparable: number): boolean =>
  finding.evidence.some(evidence => evidence.kind === 'comparable' && evidence.segment === comparable);

type Band = { readonly top: number; readonly bottom: number; readonly count: number };

/** Each segment as a band of lines with a line's room after it, scaled to the height of the map. */
function bandsOf(segments: readonly Segment[]): { bands: Band[]; unit: number } {
  const counts = segments.map(({ start, end }) => Math.max(1, Math.ceil((end - start) / ours.letters)));
  const all = counts.reduce((sum, count) => sum + count + 1, -1);
  const unit = Math.min(12, mapHeight / Math.max(all, 1));
  let at = 0;
  const bands = counts.map(count => {
    const band = { top: at * unit, bottom: (at + count) * unit, count };
    at += count + 1;
    return band;
  });
  return { bands, unit };
}

/** Lines while they can be told apart, a block when they cannot. */
function linesOf(
  { top, bottom, count }: Band,
  unit: number,
  x: number,
  width: number,
  style: string,
): Shape[] {
  if (unit < 3.5)
    return [{ style, x, y: Math.round(top), width, height: Math.max(1, Math.round(bottom - top)) }];
  return Array.from({ length: count }, (_, line) => ({
    style,
    x,
    y: round(top + line * unit),
    width: line === count - 1 && count > 1 ? round(width * 0.6) : width,
    height: 2,
  }));
}

function marksOf(review: Review, bands: readonly Band[], chosen: ReviewedFinding | undefined): Shape[] {
  const placeOf = (finding: ReviewedFinding): { x: number; y: number } => {
    const segment = review.segments.translation[finding.segment]!;
    const { top, bottom, count } = bands[finding.segment]!;
    const share = Math.max(0, finding.start - segment.start) / Math.max(1, segment.end - segment.start);
    const line = Math.min(count - 1, Math.floor(share * count));
    return {
      x: round(ours.x + 2 + Math.min(1, share * count - line) * (ours.width - 6)),
      y: round(top + ((bottom - top) * line) / count + 1),
    };
  };
  const marks = review.findings
    .filter(isCounted)
    .map(finding => ({ shape: shapeOf(finding), place: placeOf(finding) }))
    .sort((a, b) => gravity[a.shape] - gravity[b.shape])
    .map(({ shape, place }) => drawn(shape, place.x, place.y));
  if (!chosen) return marks;
  const { x, y } = placeOf(chosen);
  // Red is for critical ones alone.
  const style = shapeOf(chosen) === 'critical' ? 'p-ring' : 'p-here';
  return [...marks, { circle: true, style, x, y, r: 10 }];
}

function drawn(shape: keyof typeof gravity, x: number, y: number): Shape {
  switch (shape) {
    case 'critical':
      return { path: true, style: 'p-critical', d: `M${x} ${round(y - 6)}l6 6l-6 6l-6-6z` };
    case 'major':
      return { path: true, style: 'p-major', d: `M${x} ${round(y - 4)}l4 7h-8z` };
    case 'minor':
      return {
        rect: true,
        style: 'p-minor',
        x: round(x - 2),
        y: round(y - 1.5),
        width: 3.5,
        height: 3,
        rx: 1.5,
      };
    case 'done':
      return { rect: true, style: 'p-done', x: round(x - 3), y: round(y - 1), width: 6, height: 2.5 };
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
