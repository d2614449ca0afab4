import { sayNotice } from '../../intake/index.ts';
import type { Language, Segment } from '../../model/index.ts';
import { languageOf, nearlyEqual, quotationRunsOn, type Say } from '../../text/index.ts';
import type { TextRoleIn } from '../desk.ts';
import { isGiven, keptText, kinds, type TextEntry, writeCut } from '../forms/article-form.ts';

/** The preview shows this many segments of a text with their fields; the rest is cut as it stands. */
const rowMost = 250;
const excerptLength = 92;
/** A segment laid open offers its words as places to cut, this many. */
const wordMost = 600;

export type Notice = {
  readonly tone: 'warn' | 'stop' | '';
  readonly heading?: string;
  readonly text: string;
  readonly move?: { readonly label: string; readonly from: TextRoleIn };
};

type FieldOptions = {
  readonly action: string;
  readonly refused?: string | undefined;
  readonly notices?: readonly Notice[] | undefined;
  readonly language?: Language | undefined;
};

/** One text as the form shows it: the box with what was pasted, or the file that was uploaded. */
export function presentField(
  say: Say,
  role: TextRoleIn,
  entry: TextEntry,
  { action, refused, notices = [], language }: FieldOptions,
) {
  const mistake = refused ?? (entry.trouble && say(entry.trouble));
  const doubt = notices.some(({ tone }) => tone !== '');
  return {
    role,
    action,
    text: entry.text,
    ...(entry.file !== undefined && {
      file: entry.file,
      from: say({
        key: `new.from-${isDocument(entry.file) ? 'document' : 'file'}`,
        params: { name: entry.file },
      }),
      kept: keptText(entry.text),
      read: entry.read?.join(' ') ?? '',
    }),
    details: entry.details,
    mistake,
    notices: [
      ...(entry.read ?? []).map(
        (read): Notice => ({ tone: '', text: say(sayNotice(read, entry.file ?? '')) }),
      ),
      ...notices,
    ],
    look: mistake ? 'wrong' : doubt ? 'doubt' : '',
    ...(language && { counted: countsOf(say, entry, language), english: language === expected[role] }),
  };
}

/** A document was read, plain text was kept as it is; later steps of the form know the file by its name alone. */
const isDocument = (file: string): boolean => /\.(?:docx|html?|xhtml)$/i.test(file);

const expected: Record<TextRoleIn, Language> = { translation: 'en', comparable: 'en', source: 'es' };

function countsOf(say: Say, { text, segments }: TextEntry, language: Language): string {
  return say({
    key: 'new.counts',
    params: {
      language: say({ key: `new.language.${language}` }),
      words: say({ key: 'new.words', params: { n: wordCount(text) } }),
      segments: say({ key: 'new.segments', params: { n: segments.length } }),
    },
  });
}

const wordCount = (text: string): number => text.match(/\S+/gu)?.length ?? 0;

/** How a text will be cut, as a table; `open` is the segment whose words are laid out to be cut. */
export function presentCut(say: Say, role: TextRoleIn, entry: TextEntry, action: string, open?: number) {
  const { text, segments } = entry;
  const runsOn = new Set(quotationRunsOn(text, segments));
  const last = segments.length - 1;
  return {
    role,
    action,
    cut: writeCut(entry),
    heading: say({ key: `new.cut.${role}` }),
    rows: segments.slice(0, rowMost).map(segment => {
      const { index, kind, start, end } = segment;
      const words = text.slice(start, end);
      return {
        role,
        action,
        index,
        no: index + 1,
        kinds: kinds.map(name => ({
          name,
          label: say({ key: `new.kind.${name}` }),
          chosen: name === kind,
        })),
        strong: kind !== 'paragraph',
        excerpt: excerptOf(words),
        count: wordCount(words),
        ...(runsOn.has(index) && { runsOn: say({ key: 'new.runs-on', params: { n: index + 2 } }) }),
        mayJoin: index < last,
        mayCut: /\S\s+\S/u.test(words),
        ...(index === open && { words: wordsOf(text, segment) }),
      };
    }),
    ...(segments.length > rowMost && {
      more: say({ key: 'new.more', params: { n: segments.length - rowMost } }),
    }),
  };
}

function excerptOf(words: string): string {
  const line = words.replace(/\s+/gu, ' ');
  if (line.length <= excerptLength) return line;
  return `${line.slice(0, excerptLength).replace(/\s+\S*$/u, '')} …`;
}

/** The words of a segment, each but the first with the offset that a cut before it would have. */
function wordsOf(text: string, { start, end }: Segment) {
  return [...text.slice(start, end).matchAll(/\S+/gu)].slice(0, wordMost).map(({ 0: word, index }) => ({
    word,
    ...(index > 0 && { offset: start + index }),
  }));
}

export const languageIn = ({ text, segments }: TextEntry): Language =>
  languageOf({ content: text, segments });

type Entries = Readonly<Record<TextRoleIn, TextEntry>>;

/** What is odd about the texts as wholes, each notice beside the text that it is about. */
export function noticesOf(
  say: Say,
  entries: Entries,
  languages: Readonly<Partial<Record<TextRoleIn, Language>>>,
): Record<TextRoleIn, Notice[]> {
  const notices: Record<TextRoleIn, Notice[]> = { translation: [], comparable: [], source: [] };
  const notice = (
    role: TextRoleIn,
    code: string,
    tone: Notice['tone'],
    more: Pick<Notice, 'move'> = {},
  ): void => {
    const heading = say({ key: `new.${code}` });
    notices[role].push({ tone, heading, text: say({ key: `new.${code}-what` }), ...more });
  };
  const move = (from: TextRoleIn) => ({
    move: { from, label: say({ key: isGiven(entries.source) ? 'new.swap-source' : 'new.move-source' }) },
  });
  if (languages.translation === 'es')
    notice('translation', 'translation-spanish', 'stop', move('translation'));
  if (languages.comparable === 'es') notice('comparable', 'comparable-spanish', 'warn', move('comparable'));
  if (languages.source === 'en') notice('source', 'source-english', 'warn');
  const { translation, comparable } = entries;
  if (isGiven(translation) && isGiven(comparable) && nearlyEqual(translation.text, comparable.text))
    notice('comparable', 'equal', 'warn');
  return notices;
}
