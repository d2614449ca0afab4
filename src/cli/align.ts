import { parseArgs } from 'node:util';
import { type ExplainedAlignment, explainAlignment } from '../align/index.ts';
import type { AlignJob } from '../analysis/index.ts';
import { linkResult } from '../export/check-json.ts';
import { english } from '../messages/index.ts';
import { maxSegments, maxUnits, message, type Segment, sureness } from '../model/index.ts';
import { sayRefusal } from '../text/refusal.ts';
import { cutText, type ImportRefusal } from '../text/segment.ts';
import { type Command, UsageError, write } from './command.ts';
import { type Input, readInput } from './input.ts';
import { answerLines, type Fields, LineError } from './jsonl.ts';
import { table, visible } from './print.ts';

/** `walnuts align`: which paragraphs of two articles tell the same thing, and what speaks for each link. */
export const align: Command = {
  name: 'align',
  usage: 'TRANSLATION COMPARABLE [--format text|json] | --jsonl',
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        jsonl: { type: 'boolean', default: false },
      },
    });
    const { jsonl, format = 'text' } = values;
    if (jsonl) {
      if (positionals.length > 0 || values.format !== undefined)
        throw new UsageError(english(message('check.jsonl-alone')));
      await answerLines(io, {
        ask: (fields, analyst) => analyst.align(jobOf(fields)),
        answer: (id, { links, unlinked }) => ({
          id,
          links: links.map(link => linkResult(link, english)),
          unlinked,
        }),
      });
      return 0;
    }
    if (format !== 'text' && format !== 'json')
      throw new UsageError(english(message('check.unknown-format', { format })));
    const [first, second, ...more] = positionals;
    if (first === undefined || second === undefined || more.length > 0)
      throw new UsageError(english(message('align.two-files')));
    if (first === '-' && second === '-') throw new UsageError(english(message('input.standard-input-once')));
    const input = await readInput(first, io);
    const translation = cutInput(input);
    const comparable = cutInput(await readInput(second, io));
    const alignment = explainAlignment(translation.paragraphs, comparable.paragraphs, {
      headings: { translation: headings(translation.segments), comparable: headings(comparable.segments) },
    });
    await write(
      io.stdout,
      format === 'json'
        ? `${JSON.stringify(jsonOf(input.name, translation, comparable, alignment), null, 2)}\n`
        : printed(translation, comparable, alignment),
    );
    return 0;
  },
};

type Cut = { readonly paragraphs: readonly string[]; readonly segments: readonly Segment[] };

function cutInput({ content, segments = cutText(content) }: Input): Cut {
  return { segments, paragraphs: segments.map(({ start, end }) => content.slice(start, end)) };
}

const headings = (segments: readonly Segment[]): Set<number> =>
  new Set(segments.filter(({ kind }) => kind === 'heading').map(({ index }) => index));

function jsonOf(
  id: string,
  translation: Cut,
  comparable: Cut,
  { links, unlinked }: ExplainedAlignment,
): object {
  return {
    id,
    segments: { translation: translation.segments, comparable: comparable.segments },
    links: links.map(link => linkResult(link, english)),
    unlinked,
  };
}

/** The two lists of paragraphs on a line of --jsonl. Throws a LineError that names the field. */
function jobOf(fields: Fields): AlignJob {
  const translation = listOf(fields, 'translation');
  const comparable = listOf(fields, 'comparable');
  const headings = { translation: [], comparable: [] };
  return { translation, comparable, headings, fixed: [], cut: [], closed: [] };
}

function listOf(fields: Fields, field: string): string[] {
  const value = fields.get(field);
  if (value === undefined || value === null)
    throw new LineError('missing-field', message('input.missing-field', { field }));
  if (!Array.isArray(value) || !value.every(item => typeof item === 'string'))
    throw new LineError('wrong-type', message('input.wrong-type', { field, type: 'list' }));
  const units = value.reduce((sum, paragraph) => sum + paragraph.length, 0);
  const refusal: ImportRefusal | undefined =
    value.length > maxSegments
      ? { code: 'too-many-segments', segments: value.length }
      : units > maxUnits
        ? { code: 'too-long', units }
        : undefined;
  if (refusal) throw new LineError(refusal.code, sayRefusal(refusal, field));
  return value;
}

// --- for people ---------------------------------------------------------------------------------------------

/** Numbers of the pair that a reader can make something of; the others are products of these. */
const shownFeatures = ['grams', 'words', 'rowRatio', 'columnRatio', 'names', 'numbers', 'nearPath'] as const;

/** Paragraphs are counted from 1, as on the desk. */
function printed(translation: Cut, comparable: Cut, alignment: ExplainedAlignment): string {
  const { links, unlinked, candidates, order } = alignment;
  const head = ['', '', english(message('align.probability')), ...shownFeatures];
  const rows = links.map(({ translation: from, comparable: to, probability, features }) => [
    `${from + 1} – ${to + 1}`,
    english(message(`sureness.${sureness(probability)}`)),
    probability.toFixed(2),
    ...shownFeatures.map(name => (features ? features[name].toFixed(2) : '')),
  ]);
  const quoted = links.flatMap(({ translation: from, comparable: to, reasons }) => [
    `${from + 1} – ${to + 1}  ${reasons.map(english).join('. ')}`,
    `    ${opening(translation.paragraphs[from]!)}`,
    `    ${opening(comparable.paragraphs[to]!)}`,
  ]);
  const nearly = unlinked.translation
    .filter(index => (candidates[index]?.length ?? 0) > 0)
    .map(index => {
      const items = candidates[index]!.map(next => `${next.comparable + 1} (${next.probability.toFixed(2)})`);
      return english(message('align.candidates', { index: index + 1, items: items.join(', ') }));
    });
  const numbers = (indexes: readonly number[]) => indexes.map(index => index + 1).join(', ') || '–';
  return [
    english(message('align.order', { kept: order.kept, covered: order.covered })),
    ...(links.length > 0 ? ['', table([head, ...rows]), '', ...quoted] : []),
    '',
    english(message('align.unlinked-translation', { items: numbers(unlinked.translation) })),
    english(message('align.unlinked-comparable', { items: numbers(unlinked.comparable) })),
    ...nearly,
    '',
  ].join('\n');
}

const opening = (paragraph: string): string =>
  paragraph.length <= 90 ? visible(paragraph) : `${visible(paragraph.slice(0, 90).replace(/\s\S*$/, ''))} …`;
