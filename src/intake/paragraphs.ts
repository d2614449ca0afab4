import { maxUnits, refuseText, type Segment, type SegmentKind } from '../model/index.ts';
import { cutText, type ImportRefusal, refuseSegments } from '../text/segment.ts';

/** One paragraph of a document that marks them up: what it says and what the markup calls it. */
export type Paragraph = { readonly kind: SegmentKind; readonly text: string };

/** Thrown for a document nested deeper, or of more parts, than any article. */
export class TooComplex extends Error {}

/** Puts paragraphs together from the pieces of text that a document is made of, in reading order. */
export type Collector = {
  add(text: string): void;
  /** Ends what was added since the last end. Two line breaks in a row end a paragraph, too. */
  end(kind: SegmentKind): void;
  readonly paragraphs: Paragraph[];
};

/** `\n` is a line break inside a paragraph; a heading is one line. `collapse`: runs of blanks are one, as in HTML. */
export function collector({ collapse }: { collapse: boolean }): Collector {
  let pieces: string[] = [];
  const paragraphs: Paragraph[] = [];
  return {
    paragraphs,
    add: text => void pieces.push(text),
    end(kind) {
      // Soft hyphens only say where a line might be broken; inside a word they would hide it from every check.
      const whole = pieces.join('').replaceAll('\u00AD', '');
      pieces = [];
      const lines = whole
        .split(/\r\n|[\r\n\u2028\u2029]/)
        .map(line => (collapse ? line.replace(/ +/g, ' ') : line).trim());
      for (const block of blocksOf(lines))
        paragraphs.push({ kind, text: block.join(kind === 'paragraph' ? '\n' : ' ') });
    },
  };
}

function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [[]];
  for (const line of lines)
    if (line !== '') blocks.at(-1)!.push(line);
    else if (blocks.at(-1)!.length > 0) blocks.push([]);
  return blocks.filter(block => block.length > 0);
}

export type CutText = { readonly text: string; readonly segments: readonly Segment[] };

/**
 * The paragraphs as one text, a blank line between each two, and where each stands in it; or why the desk cannot
 * take it. The first headline keeps its rank, another one is a heading. Where the markup names neither, the words
 * tell what is a heading, as in plain text.
 */
export function joinParagraphs(paragraphs: readonly Paragraph[]): CutText | ImportRefusal {
  const units = paragraphs.reduce((sum, { text }) => sum + text.length + 2, -2);
  if (units > maxUnits) return { code: 'too-long', units };
  const text = paragraphs.map(paragraph => paragraph.text).join('\n\n');
  const headline = paragraphs.findIndex(({ kind }) => kind === 'headline');
  let start = 0;
  const segments = paragraphs.map((paragraph, index): Segment => {
    const end = start + paragraph.text.length;
    const kind = paragraph.kind === 'headline' && index !== headline ? 'heading' : paragraph.kind;
    const segment = { index, kind, start, end };
    start = end + 2;
    return segment;
  });
  const refusal = refuseText(text) ?? refuseSegments(segments);
  if (refusal) return refusal;
  const named = paragraphs.some(({ kind }) => kind !== 'paragraph');
  return { text, segments: named ? segments : kindsByWords(text, segments) };
}

/** Breaks inside paragraphs become blanks, so that the cutter sees the very same paragraphs. */
function kindsByWords(text: string, segments: readonly Segment[]): Segment[] {
  const cut = cutText(text.replace(/(?<!\n)\n(?!\n)/g, ' '));
  return segments.map((segment, index) => ({ ...segment, kind: cut[index]?.kind ?? 'paragraph' }));
}
