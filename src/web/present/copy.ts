import { type Correction, overlaps, type ReviewedFinding, type Span } from '../../model/index.ts';
import { isOpen } from '../../review/index.ts';
import { bidiMarks, bidiSign, trackedWords, type Word, withSigns } from './tracked-text.ts';

/**
 * A run of copy under the same marks. `finding` or `correction` is what a click on it chooses; `outer` is the
 * line of a second finding that lies over it; `first` is set where the finding begins, which carries its anchor.
 */
export type Piece = {
  readonly words: readonly Word[];
  readonly finding?: ReviewedFinding;
  readonly correction?: Correction;
  readonly style?: string;
  readonly outer?: string;
  readonly first?: boolean;
  readonly chosen?: boolean;
};

export type CopyInput = {
  /** The import. */
  readonly content: string;
  /** The segment, and where the next one begins: the break between belongs to this one. */
  readonly segment: Span;
  readonly next: number;
  /** Those that touch it, sorted by place. */
  readonly corrections: readonly Correction[];
  readonly findings: readonly ReviewedFinding[];
  /** Words of it that bear out the chosen finding. */
  readonly bears: readonly Span[];
  readonly chosen?: string | undefined;
};

type Atom = Span & { readonly correction?: Correction };

/**
 * Cuts the copy of one segment where marks begin and end. Corrections are never cut: findings that touch one
 * cover it whole. Of two findings that cross, both keep their line and the second hangs lower.
 */
export function cutCopy(input: CopyInput): Piece[] {
  const marks = input.findings.filter(finding => isMarked(finding, input.chosen));
  const low = hangingLower(marks);
  const cameBack = new Set(input.corrections.filter(({ state }) => state === 'returned').map(({ id }) => id));
  const seen = new Set<string>();
  const pieces: Piece[] = [];
  let stackBefore = '';
  for (const atom of atomsOf(input, marks)) {
    const stack = marks.filter(mark => covers(mark, atom));
    const words = wordsOf(atom, input, stack.length > 0);
    if (words.length === 0) continue;
    const own = stack.length === 0 ? atom.correction : undefined;
    const name = own ? `own ${own.id}` : stack.map(({ id }) => id).join(' ');
    const last = pieces.at(-1);
    if (last && name === stackBefore) {
      pieces[pieces.length - 1] = { ...last, words: [...last.words, ...words] };
      continue;
    }
    stackBefore = name;
    pieces.push(
      own
        ? { words, correction: own, style: fixStyle(cameBack.has(own.id)) }
        : pieceOf(words, stack, { low, seen, cameBack, chosen: input.chosen }),
    );
  }
  return pieces;
}

/** Quiet findings mark nothing in the copy until they are looked at. */
const isMarked = (finding: ReviewedFinding, chosen: string | undefined): boolean =>
  !finding.quiet || finding.state !== 'open' || finding.id === chosen;

/** Ids of findings that begin under the line of an earlier one. */
function hangingLower(marks: readonly ReviewedFinding[]): Set<string> {
  const low = new Set<string>();
  let end = -1;
  for (const mark of marks) {
    if (mark.state !== 'open' && mark.state !== 'needs-look') continue;
    if (mark.start < end) low.add(mark.id);
    else end = mark.end;
  }
  return low;
}

const covers = (mark: Span, atom: Atom): boolean =>
  mark.start <= atom.start &&
  atom.end <= mark.end &&
  (atom.end > atom.start || !!atom.correction || isPoint(mark));
const isPoint = ({ start, end }: Span): boolean => start === end;

type Looks = {
  readonly low: ReadonlySet<string>;
  readonly seen: Set<string>;
  /** Changes that an approver sent back. */
  readonly cameBack: ReadonlySet<string>;
  readonly chosen: string | undefined;
};

function pieceOf(
  words: readonly Word[],
  stack: readonly ReviewedFinding[],
  { low, seen, cameBack, chosen }: Looks,
): Piece {
  const open = stack.filter(isAsked);
  const top = stack.find(({ id }) => id === chosen) ?? open.at(-1) ?? stack.at(-1);
  if (!top) return { words };
  const first = !seen.has(top.id);
  seen.add(top.id);
  const under = open.find(other => other !== top);
  const isChosen = top.id === chosen;
  return {
    words,
    finding: top,
    style: `${styleOf(top, cameBack)}${low.has(top.id) && !under ? ' low' : ''}${isChosen ? ' chosen' : ''}`,
    ...(under && { outer: styleOf(under, cameBack) }),
    ...(first && { first }),
    ...(isChosen && { chosen: true }),
  };
}

const isAsked = (finding: ReviewedFinding): boolean =>
  finding.quiet ? finding.state === 'open' : isOpen(finding);

/** Neutral findings look like minor ones. */
const styleOf = (finding: ReviewedFinding, cameBack: ReadonlySet<string>): string => {
  if (isAsked(finding)) return `f ${finding.severity === 'neutral' ? 'minor' : finding.severity}`;
  return finding.state === 'dismissed' ? 'kept' : fixStyle(cameBack.has(finding.decision ?? ''));
};
const fixStyle = (isBack: boolean): string => (isBack ? 'fix returned' : 'fix');

/** The segment and the break after it, cut at every edge; what an earlier segment's correction took is left out. */
function atomsOf({ content, segment, next, corrections, bears }: CopyInput, marks: readonly Span[]): Atom[] {
  const taken = corrections.find(({ start, end }) => start < segment.start && end > segment.start);
  const from = Math.max(segment.start, taken?.end ?? 0);
  const own = corrections.filter(({ start }) => start >= from);
  const edges = new Set([segment.end]);
  for (const { start, end } of [...marks, ...bears]) edges.add(start).add(end);
  const sorted = [...edges].sort((a, b) => a - b);
  const points = new Set(marks.filter(isPoint).map(({ start }) => start));
  const atoms: Atom[] = [];
  let edge = 0;
  const plain = (start: number, end: number): void => {
    let at = start;
    while (edge < sorted.length && sorted[edge]! <= start) edge++;
    for (; edge < sorted.length && sorted[edge]! < end; edge++) {
      if (points.delete(at)) atoms.push({ start: at, end: at });
      atoms.push({ start: at, end: sorted[edge]! });
      at = sorted[edge]!;
    }
    if (points.delete(at)) atoms.push({ start: at, end: at });
    if (at < end) atoms.push({ start: at, end });
  };
  let at = from;
  for (const correction of own) {
    plain(at, correction.start);
    atoms.push({ start: correction.start, end: correction.end, correction });
    at = correction.end;
  }
  plain(at, Math.min(next, content.length));
  return atoms;
}

function wordsOf(atom: Atom, { content, segment, bears }: CopyInput, marked: boolean): Word[] {
  if (atom.correction) return trackedWords(atom.correction.before, atom.correction.after);
  const text = content.slice(atom.start, atom.end);
  if (atom.start >= segment.end && text !== '') {
    if (!marked) return [];
    return [{ as: 'plain', text: withSigns(text), sign: true, said: 'desk.break', units: 0 }];
  }
  if (text === '') return marked ? [{ as: 'plain', text: '‸', sign: true, said: 'desk.here', units: 0 }] : [];
  if (marked && !/\S/u.test(text))
    return [{ as: 'plain', text: withSigns(text), sign: true, said: 'desk.space', units: text.length }];
  return plainWords(text, bears.some(bear => overlaps(bear, atom)) ? 'bears' : 'plain');
}

/** Words as they stand; marks that turn the direction of writing are shown, since they hide what is written. */
function plainWords(text: string, as: 'bears' | 'plain'): Word[] {
  const words: Word[] = [];
  let done = 0;
  for (const { index } of text.matchAll(bidiMarks)) {
    if (index > done) words.push({ as, text: text.slice(done, index) });
    words.push({ as: 'plain', text: bidiSign, sign: true, said: 'desk.bidi', units: 1 });
    done = index + 1;
  }
  if (done < text.length) words.push({ as, text: text.slice(done) });
  return words;
}
