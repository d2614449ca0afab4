import { maxSegments, refuseText, type Segment, type Span, type TextRefusal } from '../model/index.ts';

/**
 * Cuts an imported text into its segments: headline, headings and paragraphs, sorted by start, disjoint, in the
 * text's own offsets. Lines end with CR, LF, CRLF, U+2028 or U+2029; one paragraph a line, or, where lines are
 * hard-wrapped at about one width, one paragraph between blank lines with its breaks inside. White space around
 * a segment (a byte-order mark and no-break spaces are white space, too) belongs to none. Linear in the length.
 * Does not judge: a text of any size is cut, `refuseImport` says whether the desk takes it.
 *
 * "The US goes after 'El Gigio' …" is the headline of the sample; "What is Operation Spike Plaza about?" a
 * heading; its comparable starts with a dateline, "EL PASO, Texas (Border Report) – …", and has no headline.
 */
export function cutText(content: string): Segment[] {
  const blocks = blocksOf(content);
  const spans = isHardWrapped(content, blocks)
    ? blocks.flatMap(block => unwrap(content, block, blocks.length === 1))
    : blocks.flat();
  const kinds = kindsOf(spans.map(({ start, end }) => content.slice(start, end)));
  return spans.map(({ start, end }, index) => ({ index, kind: kinds[index]!, start, end }));
}

export type ImportRefusal = TextRefusal | { readonly code: 'too-many-segments'; readonly segments: number };

/** Says why a cut text cannot be taken, or nothing. */
export function refuseSegments(segments: readonly Segment[]): ImportRefusal | undefined {
  return segments.length > maxSegments ? { code: 'too-many-segments', segments: segments.length } : undefined;
}

/** Says why a text cannot be imported, its segments counted, or nothing. */
export const refuseImport = (content: string): ImportRefusal | undefined =>
  refuseText(content) ?? refuseSegments(cutText(content));

// --- lines and blocks ---------------------------------------------------------------------------------------

const lineBreak = /\r\n|[\r\n\u2028\u2029]/g;

/** Lines that are not blank, trimmed, grouped by the blank lines between them. */
function blocksOf(content: string): Span[][] {
  const blocks: Span[][] = [];
  let block: Span[] = [];
  let start = 0;
  const endLine = (end: number) => {
    const line = trimmed(content, start, end);
    if (line.start < line.end) block.push(line);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  };
  for (const match of content.matchAll(lineBreak)) {
    endLine(match.index);
    start = match.index + match[0].length;
  }
  endLine(content.length);
  if (block.length > 0) blocks.push(block);
  return blocks;
}

function trimmed(content: string, start: number, end: number): Span {
  const line = content.slice(start, end);
  const first = start + line.length - line.trimStart().length;
  return { start: first, end: Math.max(first, start + line.trimEnd().length) };
}

// --- hard-wrapped lines -------------------------------------------------------------------------------------

const widest = 130;
const narrowest = 30;

/**
 * True when the breaks inside blocks were made by a machine that ran out of width: nearly every line is so long
 * that the next word would not have fitted, few lines end a sentence, and many go on in lower case. All three,
 * since a list of headlines or of one-sentence paragraphs has lines of about one width, too.
 */
function isHardWrapped(content: string, blocks: readonly (readonly Span[])[]): boolean {
  const lines = blocks.filter(block => block.length > 1).flat();
  const width = usualWidth(lines);
  if (lines.length < 3 || width < narrowest || width > widest) return false;
  let breaks = 0;
  let full = 0;
  let stops = 0;
  let goesOn = 0;
  for (const block of blocks) {
    for (const [at, line] of block.slice(0, -1).entries()) {
      breaks++;
      if (roomLeft(content, line, block[at + 1]!, width) <= 0) full++;
      if (endsSentence(content.slice(line.start, line.end))) stops++;
      if (/^\p{Ll}/u.test(content.slice(block[at + 1]!.start, block[at + 1]!.start + 2))) goesOn++;
    }
  }
  return breaks >= 2 && full >= 0.75 * breaks && stops <= 0.4 * breaks && goesOn >= 0.3 * breaks;
}

/** The width that all but one line in twenty keep to: an address that could not be broken does not widen it. */
function usualWidth(lines: readonly Span[]): number {
  const lengths = lines.map(({ start, end }) => end - start).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.95 - 0.01)] ?? 0;
}

/** Units that would be left on a line after taking in the first word of the next; 0 or less: it was full. */
function roomLeft(content: string, line: Span, next: Span, width: number): number {
  const word = /^\S*/.exec(content.slice(next.start, Math.min(next.end, next.start + width)))![0];
  return width - (line.end - line.start) - 1 - word.length;
}

/**
 * Joins the lines of a block of a hard-wrapped text. A first line that is far from full, ends no sentence and
 * is followed by a capital was a heading or byline, set without a blank line. A text without any blank line
 * (`alone`) has only its short last lines to tell where a paragraph ends.
 */
function unwrap(content: string, block: readonly Span[], alone: boolean): Span[] {
  const width = usualWidth(block);
  const paragraphs: { start: number; end: number }[] = [];
  block.forEach((line, at) => {
    const before = block[at - 1];
    const current = paragraphs.at(-1);
    if (before && current && !startsAnew(before, line, at)) current.end = line.end;
    else paragraphs.push({ ...line });
  });
  return paragraphs;

  function startsAnew(before: Span, line: Span, at: number): boolean {
    const short = roomLeft(content, before, line, width) > width / 4;
    const sentence = endsSentence(content.slice(before.start, before.end));
    if (at === 1 && short && !sentence)
      return /^[^\p{L}]*\p{Lu}/u.test(content.slice(line.start, line.start + 4));
    return alone && short && sentence;
  }
}

// --- kinds --------------------------------------------------------------------------------------------------

const longestHeadline = 200;
const longestHeading = 90;
const mostHeadingWords = 14;

function kindsOf(texts: readonly string[]): Segment['kind'][] {
  const short = texts.map((text, index) => readsAsHeading(text, index === 0 && texts.length > 1));
  const kinds = texts.map((): Segment['kind'] => 'paragraph');
  // A run of short lines announces something only when a paragraph follows; three or more in the middle of a
  // text are a list. Under the headline stand bylines and subtitles, as many as they like.
  for (let from = 0; from < texts.length; from++) {
    if (!short[from]) continue;
    let to = from;
    while (short[to]) to++;
    if (to < texts.length && (from === 0 || to - from < 3)) kinds.fill('heading', from, to);
    from = to;
  }
  if (short[0] && texts.length > 1) kinds[0] = 'headline';
  return kinds;
}

/** Short, begins like a title, and has no final stop; a question may head a section, a list item may not. */
function readsAsHeading(text: string, first: boolean): boolean {
  if (text.length > (first ? longestHeadline : longestHeading)) return false;
  if (!first && text.split(/\s+/).length > mostHeadingWords) return false;
  if (/^[^\p{L}\p{N}]*\p{Ll}/u.test(text) || /^[-–—•*·]|^\(?\d+[.)]\s/.test(text)) return false;
  if (first && startsWithDateline(text)) return false;
  if (!/\p{L}/u.test(text)) return false;
  return !/[.…,;:][\s"'”’»)\]]*$/.test(text) || (text.length <= 100 && endsInAbbreviation(text));
}

/** "EL PASO, Texas (Border Report) – ", "SONORA.- ", "MEXICO CITY (AP) -- ". */
export const startsWithDateline = (text: string): boolean =>
  /^\p{Lu}[\p{Lu}\s.'’-]*(?:,\s[\p{L}\s.]{2,24})?(?:\s?\([^)]{1,40}\))?\s?(?:\.?\s?[–—]|\.-|--|\s-\s)/u.test(
    text,
  );

const endsSentence = (text: string): boolean => /[.!?…:]["'”’»)\]]*$/.test(text) && !endsInAbbreviation(text);

/** "… boss in the U.S.": the stop is the abbreviation's. */
const endsInAbbreviation = (text: string): boolean =>
  /(?:\b(?:\p{L}\.){2,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No|vs|Gov|Sen|Gen|Dr|Mr|Mrs|St)\.)$/u.test(
    text.slice(-12),
  );

// --- quotations ---------------------------------------------------------------------------------------------

/**
 * The segments whose quotation is opened there and runs on into the next one, ascending: it is still open at
 * the segment's end, and what follows either opens it again (as English does) or closes it without opening.
 * Double marks and guillemets only: a single mark may be an apostrophe. The sample's 8th segment opens “The
 * United States is plagued …”, the 9th closes it. Linear.
 */
export function quotationRunsOn(content: string, segments: readonly Segment[]): number[] {
  const marks = segments.map(({ start, end }) => marksOf(content.slice(start, end)));
  const runsOn: number[] = [];
  for (const [index, own] of marks.entries()) {
    const next = marks[index + 1];
    if (!next || segments[index + 1]!.kind !== 'paragraph' || segments[index]!.kind !== 'paragraph') continue;
    const last = own.at(-1);
    const stillOpen = last ? last.opens : runsOn.at(-1) === index - 1;
    if (!stillOpen) continue;
    const reopened = next[0]?.opens === true && next[0].offset === 0;
    const following = next.length > 0 ? next : (marks[index + 2] ?? []);
    const closedLater = following[0]?.opens === false;
    if (reopened || closedLater) runsOn.push(index);
  }
  return runsOn;
}

function marksOf(text: string): { offset: number; opens: boolean }[] {
  return [...text.matchAll(/[“”«»"]/g)].map(({ 0: mark, index }) => ({
    offset: index,
    opens:
      mark === '“' || mark === '«' || (mark === '"' && (index === 0 || /[\s([—–-]/.test(text[index - 1]!))),
  }));
}
