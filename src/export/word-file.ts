import type { Correction } from '../model/index.ts';
import type { ExportInput } from './exporter.ts';
import type { Run, Trace, TrackedParagraph } from './paragraphs.ts';

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * Writes paragraphs as a Word file. Every tracked change has a number of its own, an author and a date: readers drop
 * changes without them. Who approved the text, or that it is a draft, stands in the document's properties; a draft
 * also says so in its first paragraph and at the head of each page.
 *
 * XML cannot hold most control characters: each becomes its sign (␇ for a bell; see `inXml`), and the head of each
 * page says so. The package is loaded when a file is asked for, not before.
 */
export async function wordFile(
  input: ExportInput,
  paragraphs: readonly TrackedParagraph[],
): Promise<Uint8Array> {
  const word = await import('docx');
  const { review, draft, say, at, nameOf } = input;
  let revisions = 0;
  const revision = ({ by, at: date }: Correction) => ({
    id: ++revisions,
    author: inXml(nameOf(by)),
    // To the second: fractions are not in every reader's idea of a date.
    date: date.replace(/\.\d+Z$/, 'Z'),
  });
  const run = (stretch: Run) => {
    const children = inXml(stretch.text)
      .split('\t')
      .flatMap((words, index) => (index > 0 ? [new word.Tab(), words] : [words]))
      .filter(child => child !== '');
    if (stretch.as === 'inserted')
      return new word.InsertedTextRun({ children, ...revision(stretch.correction) });
    if (stretch.as === 'deleted')
      return new word.DeletedTextRun({ children, ...revision(stretch.correction) });
    return new word.TextRun({ children });
  };
  const mark = (end: Trace) => {
    if (end.as === 'kept') return {};
    return { run: { [end.as === 'inserted' ? 'insertion' : 'deletion']: revision(end.correction) } };
  };
  const headingOf = {
    headline: { heading: word.HeadingLevel.HEADING_1 },
    heading: { heading: word.HeadingLevel.HEADING_2 },
    paragraph: {},
  };

  const draftLine = say({ key: 'export.draft-line', params: { at } });
  const signs = paragraphs.some(({ runs }) => runs.some(({ text }) => text !== inXml(text)));
  const headLines = [...(draft ? [draftLine] : []), ...(signs ? [say({ key: 'export.docx-signs' })] : [])];
  const document = new word.Document({
    title: inXml(draft ? say({ key: 'export.draft-of', params: { title: review.title } }) : review.title),
    description: inXml(draft ? draftLine : signedBy(input)),
    creator: inXml(review.texts.translation.author ?? ''),
    lastModifiedBy: inXml(!draft && review.verdict ? nameOf(review.verdict.by) : ''),
    styles: {
      default: {
        document: {
          run: { font: 'Georgia', size: 24, language: { value: 'en-US' } },
          paragraph: { spacing: { after: 160 } },
        },
        heading1: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 200 } } },
        heading2: { run: { size: 28, bold: true }, paragraph: { spacing: { before: 200, after: 120 } } },
      },
    },
    sections: [
      {
        ...(headLines.length > 0 && {
          headers: {
            default: new word.Header({ children: headLines.map(line => new word.Paragraph(line)) }),
          },
        }),
        children: [
          ...(draft
            ? [new word.Paragraph({ children: [new word.TextRun({ text: draftLine, bold: true })] })]
            : []),
          ...paragraphs.map(
            ({ kind, runs, end }) =>
              new word.Paragraph({
                ...headingOf[kind],
                ...mark(end),
                children: runs.map(run),
              }),
          ),
        ],
      },
    ],
  });
  return word.Packer.toBuffer(document);
}

/** Who signed the text off, and which engine translated it, as far as is known. */
function signedBy({ review: { verdict, texts }, say, nameOf }: ExportInput): string {
  const { engine } = texts.translation;
  return [
    verdict && say({ key: 'export.signed', params: { name: nameOf(verdict.by), at: verdict.at } }),
    engine && say({ key: 'export.engine', params: { engine } }),
  ]
    .filter(Boolean)
    .join(' ');
}

/**
 * The text with what XML 1.0 cannot hold made visible. Of all that the desk keeps these are the control characters
 * below U+0020 but tab and line ends, shown by Unicode's own signs for them, and the non-characters U+FFFE and
 * U+FFFF, shown by their numbers.
 */
export const inXml = (text: string): string =>
  text
    .replace(/[\x01-\x08\x0B\x0C\x0E-\x1F]/g, control => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\uFFFE\uFFFF]/g, sign => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`);
