import type { Draft, Segment } from '../model/index.ts';
import { isCommonEnglish } from '../terms/index.ts';
import { isLetter, type Token } from '../text/tokens.ts';
import { isLower } from './beside.ts';
import { type Detector, draftsByRule } from './detector.ts';
import type { Reading, TextReading } from './reading.ts';
import { isReporting, isTag } from './reporting.ts';

/** A line shorter than this may be a list item or a caption: it need not end in a mark. */
const shortestLine = 60;

const draftOf = draftsByRule('broken-paragraph', 'major', 'quotation');

/**
 * A paragraph cut in two: a quotation that one paragraph opens and the next one closes without opening it anew,
 * a paragraph that begins with the verb of the one before ("highlighted the president"), or one that goes on with
 * its sentence. The span is the break; it belongs to the paragraph before it.
 */
export const brokenParagraph: Detector = {
  id: 'broken-paragraph',
  categories: ['broken-paragraph'],
  find: ({ translation }: Reading) => {
    const edges = edgesOf(translation);
    const drafts: Draft[] = [];
    for (let index = 0; index + 1 < translation.segments.length; index++) {
      const draft = judgeBreak(translation, edges, index);
      if (draft) drafts.push(draft);
    }
    return drafts;
  },
};

/** What a paragraph is like at its ends. `leaves`: the mark of a quotation it leaves open; `closes`: one that it closes unopened. */
type Edges = {
  readonly first: Token | undefined;
  readonly last: Token | undefined;
  readonly leaves: string | undefined;
  readonly closes: boolean;
  /** Begins with the tag of a quotation: "highlighted the president", "he indicated." */
  readonly tag: boolean;
};

function edgesOf({ tokens, segmentOf, segments, content }: TextReading): Edges[] {
  const edges = segments.map((): { -readonly [K in keyof Edges]: Edges[K] } => ({
    first: undefined,
    last: undefined,
    leaves: undefined,
    closes: false,
    tag: false,
  }));
  const seen = new Set<number>();
  tokens.forEach((token, index) => {
    const edge = edges[segmentOf[index]!];
    if (!edge) return;
    if (!edge.first) edge.tag = isTag(tokens, index);
    edge.first ??= token;
    edge.last = token;
    // `“It is over, Ruiz said.`: the quotation ended before its tag, quote says so.
    if (edge.leaves && isReporting(token.text) && isTagged(tokens, index)) edge.leaves = undefined;
    const opens = token.text === '“' || (token.text === '"' && isLetter(content, token.end));
    const closes = token.text === '”' || (token.text === '"' && !opens);
    if (!opens && !closes) return;
    if (closes && !seen.has(segmentOf[index]!)) edge.closes = true;
    seen.add(segmentOf[index]!);
    // A mark that faces the wrong way closes all the same.
    edge.leaves = opens && isLetter(content, token.end) ? token.text : undefined;
  });
  return edges;
}

/** ", said", ", Ruiz said", ", the mayor said": the verb at `at` is in the tag of a quotation. */
const isTagged = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(Math.max(0, at - 3), at).some(({ text }) => text === ',');

function judgeBreak(text: TextReading, edges: readonly Edges[], index: number): Draft | undefined {
  const [before, after] = [edges[index]!, edges[index + 1]!];
  const [one, two] = [text.segments[index]!, text.segments[index + 1]!];
  if (one.kind !== 'paragraph' || two.kind !== 'paragraph') return undefined;
  return (
    judgeQuotation(text, before, after, one, two) ??
    judgeTag(before, after, one, two) ??
    // Small letters in a row begin the lines of a list or a poem.
    (beginsSmall(before) || beginsSmall(edges[index + 2])
      ? undefined
      : judgeSentence(before, after, one, two))
  );
}

function judgeQuotation(
  { content }: TextReading,
  before: Edges,
  after: Edges,
  one: Segment,
  two: Segment,
): Draft | undefined {
  if (!before.leaves || !after.closes) return undefined;
  // The text's own break: one line end, or an empty line.
  const newlines = content.slice(one.end, two.start).match(/\r\n|[\r\n\u2028\u2029]/g) ?? ['\n'];
  return draftOf(
    one.end,
    two.start,
    [newlines.slice(0, 2).join('') + before.leaves, ' '],
    'finding.broken-paragraph.quotation',
    0.9,
  );
}

const beginsSmall = (edge: Edges | undefined): boolean =>
  edge?.first?.kind === 'word' && isLower(edge.first.text[0]);

/** "threw 150 trees that¶¶planted his father": no mark ends the one, the other goes on small. */
function judgeSentence(before: Edges, after: Edges, one: Segment, two: Segment): Draft | undefined {
  const [last, first] = [before.last, after.first];
  // "https://", "iPhone": what is no word of English may stand small anywhere.
  if (!last || !first || !beginsSmall(after) || !isCommonEnglish(first.text)) return undefined;
  const goesOn =
    (last.kind === 'word' && /\p{Ll}$/u.test(last.text)) || last.text === ',' || last.kind === 'number';
  if (!goesOn || one.end - one.start < shortestLine || two.end - two.start < shortestGoingOn)
    return undefined;
  return draftOf(one.end, two.start, [' '], 'finding.broken-paragraph.sentence', 0.88);
}

/** A shorter one may be a line of a list. */
const shortestGoingOn = 25;

/** "… self-sufficiency.¶¶highlighted the president": the tag of a quotation stands alone, in lower case. */
function judgeTag(before: Edges, after: Edges, one: Segment, two: Segment): Draft | undefined {
  if (!beginsSmall(after) || !after.tag || one.end - one.start < shortestLine || before.last === undefined)
    return undefined;
  const stop = before.last.text === '.' || before.last.text === ',' ? before.last.start : one.end;
  const closing = before.leaves === '"' ? '"' : '”';
  const marked = before.last.text === '”' || before.last.text === '"';
  const texts = marked ? [' '] : before.leaves ? [`,${closing} `, ', '] : [', ', `,${closing} `];
  return draftOf(marked ? one.end : stop, two.start, texts, 'finding.broken-paragraph.tag', 0.85);
}
