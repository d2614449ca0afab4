import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { type Notice, notices, readFile } from '../../intake/index.ts';
import {
  type Message,
  refuseText,
  type Segment,
  type SegmentKind,
  type TextDetails,
} from '../../model/index.ts';
import { cutText, type ImportRefusal, refuseSegments } from '../../text/index.ts';
import type { TextInput, TextRoleIn } from '../desk.ts';
import { Problem } from '../problem.ts';
import { field, fields, line } from './read.ts';

export const textRoles = ['translation', 'comparable', 'source'] as const satisfies TextRoleIn[];
export const kinds = ['headline', 'heading', 'paragraph'] as const satisfies SegmentKind[];

/** One text of the form: what will be imported, where it came from, and how a person has cut it so far. */
export type TextEntry = {
  readonly text: string;
  /** The uploaded file that it came from; pasted text has none. */
  readonly file?: string;
  readonly details: TextDetails;
  /** None where the text is refused. */
  readonly segments: readonly Segment[];
  /** Why the desk does not take this text; a text of nothing is refused, too. */
  readonly refusal?: ImportRefusal;
  /** What is to be known of how the file was read. */
  readonly read?: readonly Notice[];
  /** Why the file that came along could not be read; the entry holds what was there before. */
  readonly trouble?: Message;
};

export const isGiven = ({ text }: TextEntry): boolean => /\S/u.test(text);

/**
 * Reads one text of the form. A file takes the place of what is in the box; a file of an earlier step comes along
 * in the form. Throws a Problem for what no page of ours sends.
 */
export async function readTextEntry(request: Request, role: TextRoleIn): Promise<TextEntry> {
  const details = readDetails(request, role);
  const upload = uploaded(request, `${role}-file`);
  const file = upload && (await readFile(upload.buffer, upload.originalname));
  if (upload && file && 'text' in file) {
    const { text, segments, notices: read } = file;
    return {
      text,
      file: upload.originalname,
      details,
      read,
      ...judged(text, () => segments ?? cutText(text)),
    };
  }
  const kept = field(request, `${role}-kept`);
  const text =
    kept && field(request, 'do') !== `drop:${role}` ? readKept(kept) : readPasted(field(request, role));
  return {
    text,
    ...(kept &&
      text !== '' && { file: field(request, `${role}-kept-name`), read: readNotices(request, role) }),
    details,
    ...judged(text, () => readCut(request, role, text) ?? cutText(text)),
    ...(file && 'refused' in file && { trouble: file.refused }),
  };
}

/** Cuts a text only when it can be taken as it is: what comes in the box may be of any size. */
function judged(text: string, cut: () => readonly Segment[]): Pick<TextEntry, 'segments' | 'refusal'> {
  const refused = refuseText(text);
  if (refused) return { segments: [], refusal: refused };
  const segments = cut();
  const tooMany = refuseSegments(segments);
  return tooMany ? { segments: [], refusal: tooMany } : { segments };
}

/**
 * Browsers send every line end of a textarea as CRLF, whatever was pasted (HTML, "constructing the entry list").
 * Exactly that is undone: inside the box the ends were LF. A byte-order mark is no text.
 */
const readPasted = (value: string): string => value.replaceAll('\r\n', '\n').replace(/^\uFEFF/, '');

function uploaded(request: Request, name: string): Express.Multer.File | undefined {
  const files = Array.isArray(request.files) ? request.files : [];
  return files.find(({ fieldname }) => fieldname === name);
}

/** How a file's text goes through the form: as base64, since a textarea would change its line ends. */
export const keptText = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

function readKept(value: string): string {
  const bytes = Buffer.from(value, 'base64');
  if (!isUtf8(bytes)) throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
  return bytes.toString();
}

/** How the file was read, as an earlier step said it. */
function readNotices(request: Request, role: TextRoleIn): Notice[] {
  const said = field(request, `${role}-kept-read`).split(' ');
  return notices.filter(notice => said.includes(notice));
}

const detailLength = 2_000;

function readDetails(request: Request, role: TextRoleIn): TextDetails {
  const details: Record<string, string> = {};
  for (const name of ['name', 'url', 'published', 'author', 'engine'] as const) {
    const value = line(request, `${role}-${name}`, detailLength);
    if (value) details[name] = value;
  }
  return details;
}

/** A calendar date as a date field sends it, or nothing at all. */
export const isDate = (value: string | undefined): boolean =>
  value === undefined || (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)));

// --- the cut ------------------------------------------------------------------------------------------------

const letterOf: Record<SegmentKind, string> = { headline: 'h', heading: 'g', paragraph: 'p' };
const kindOf: Record<string, SegmentKind> = { h: 'headline', g: 'heading', p: 'paragraph' };

/** Says which text a cut belongs to: once the words have changed, it says nothing any more. */
const mark = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** The segments in one field, `<mark of the text>:<start>-<end><kind>,…`. */
export const writeCut = ({ text, segments }: Pick<TextEntry, 'text' | 'segments'>): string =>
  `${mark(text)}:${segments.map(({ start, end, kind }) => `${start}-${end}${letterOf[kind]}`).join()}`;

/** The cut that came along, with the kinds chosen in the table, or undefined when it is of other words. */
function readCut(request: Request, role: TextRoleIn, text: string): Segment[] | undefined {
  const [of, list = ''] = field(request, `${role}-cut`).split(':', 2);
  if (of !== mark(text) || list === '') return undefined;
  const chosen = fields(request, `${role}-kind`);
  return list.split(',').map((item, index) => {
    const [, start, end, letter = ''] = /^(\d{1,7})-(\d{1,7})([hgp])$/.exec(item) ?? [];
    if (start === undefined) throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
    const kind = kinds.find(known => known === chosen[index]) ?? kindOf[letter]!;
    return { index, kind, start: Number(start), end: Number(end) };
  });
}

/** Joins a segment with the next one. The longer of the two says what the whole is. */
export function joinWithNext(segments: readonly Segment[], index: number): Segment[] {
  const one = segments[index];
  const two = segments[index + 1];
  if (!one || !two) return [...segments];
  const kind = one.end - one.start >= two.end - two.start ? one.kind : two.kind;
  return numbered([
    ...segments.slice(0, index),
    { ...one, end: two.end, kind },
    ...segments.slice(index + 2),
  ]);
}

/** Cuts a segment before the word at `offset`; what comes after is a paragraph until somebody says otherwise. */
export function cutBefore(text: string, segments: readonly Segment[], offset: number): Segment[] {
  return numbered(
    segments.flatMap((segment): Segment[] => {
      if (offset <= segment.start || offset >= segment.end) return [segment];
      const end = segment.start + text.slice(segment.start, offset).trimEnd().length;
      return end === segment.start
        ? [segment]
        : [
            { ...segment, end },
            { ...segment, kind: 'paragraph', start: offset },
          ];
    }),
  );
}

const numbered = (segments: readonly Segment[]): Segment[] =>
  segments.map((segment, index) => ({ ...segment, index }));

/** The entry as the desk takes it. */
export const asInput = ({ text, details, segments }: TextEntry): TextInput => ({
  ...details,
  text,
  ...(segments.length > 0 && {
    segments: segments.map(({ start, end, kind }) => ({ start, end, kind })),
  }),
});
