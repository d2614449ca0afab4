import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkResult } from '../export/check-json.ts';
import { english } from '../messages/index.ts';
import {
  type Analysis,
  type Evidence,
  type Finding,
  message,
  type PipelineInput,
  type Severity,
  severities,
} from '../model/index.ts';
import { refuseImport, sayRefusal } from '../text/index.ts';
import { type Command, type Io, UsageError, write } from './command.ts';
import { type Input, readInput } from './input.ts';
import { answerLines, type Fields, LineError } from './jsonl.ts';
import { excerpt, lineCounter, visible } from './print.ts';

/**
 * `walnuts check`: lists likely translation artefacts of one text, or answers a stream of articles. Exit code 0:
 * nothing at or above --fail-on; 1: something (quiet findings never count); 2: wrong usage, unreadable input, or
 * a text that a warning holds back.
 */
export const check: Command = {
  name: 'check',
  usage:
    'TRANSLATION [--comparable FILE] [--source FILE] [--format text|json|sarif|csv] [--fail-on minor|major|critical] | --jsonl',
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        comparable: { type: 'string' },
        source: { type: 'string' },
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        jsonl: { type: 'boolean', default: false },
      },
    });
    const { jsonl, ...others } = values;
    if (jsonl) {
      // An option without effect would pass for one that was heard.
      if (positionals.length > 0 || Object.keys(others).length > 0)
        throw new UsageError(english(message('check.jsonl-alone')));
      await answerLines(io, {
        ask: (fields, analyst) => analyst.analyse(inputOf(fields)),
        answer: (id, analysis) => checkResult(id, analysis, english),
      });
      return 0;
    }
    const { format: formatName = 'text', 'fail-on': severityName = 'minor' } = others;
    const failOn = severityNamed(severityName);
    const format = Object.hasOwn(formats, formatName) ? formats[formatName] : undefined;
    if (!format)
      throw new UsageError(english(message('check.formats', { format: formatName, formats: formatNames })));
    const texts = await readTexts(positionals, others, io);
    // A stream is read by threads: it need not wait here for the dictionaries.
    const { analyse } = await import('../pipeline.ts');
    const analysis = analyse(texts);
    // A table has no room for what is said of the text as a whole.
    if (formatName === 'csv') await write(io.stderr, printedWarnings(analysis).join(''));
    await write(io.stdout, await format(texts, analysis, positionals[0]!));
    if (analysis.warnings.some(({ stops }) => stops)) return 2;
    return analysis.findings.some(finding => counts(finding, failOn)) ? 1 : 0;
  },
};

type Format = (texts: Texts, analysis: Analysis, path: string) => string | Promise<string>;

/** How an answer is written. What only one of them needs is loaded when it is asked for. */
const formats: Readonly<Record<string, Format>> = {
  text: printed,
  json: ({ translation }, analysis) => asJson(checkResult(translation.name, analysis, english)),
  sarif: async ({ translation: { content } }, analysis, path) => {
    const { sarifLog } = await import('../export/sarif.ts');
    return asJson(sarifLog({ uri: uriOf(path), content }, analysis, english));
  },
  csv: async ({ translation: { content } }, analysis, path) => {
    const { findingsCsv } = await import('../export/findings-csv.ts');
    return findingsCsv(path === '-' ? standardInput : path, content, analysis, english);
  },
};

const formatNames = Object.keys(formats).join(', ');

const asJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** How files name what came without one. */
const standardInput = 'stdin';

/** A file's address as it was named: relative to where the command was called, unless it was absolute. */
function uriOf(path: string): string {
  if (path === '-') return standardInput;
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}

export type Texts = { readonly translation: Input; readonly comparable?: Input; readonly source?: Input };

/** Reads the files named on the command line of `check` and `explain`; standard input at most once. */
export async function readTexts(
  positionals: readonly string[],
  { comparable, source }: { comparable?: string | undefined; source?: string | undefined },
  io: Io,
): Promise<Texts> {
  const [translation, ...more] = positionals;
  if (translation === undefined || more.length > 0)
    throw new UsageError(english(message('check.one-translation')));
  if ([translation, comparable, source].filter(path => path === '-').length > 1)
    throw new UsageError(english(message('input.standard-input-once')));
  return {
    translation: await readInput(translation, io),
    ...(comparable !== undefined && { comparable: await readInput(comparable, io) }),
    ...(source !== undefined && { source: await readInput(source, io) }),
  };
}

function severityNamed(name: string): Severity {
  const known = severities.find(severity => severity === name && severity !== 'neutral');
  if (!known) throw new UsageError(english(message('check.unknown-severity', { name })));
  return known;
}

const counts = ({ quiet, severity }: Finding, failOn: Severity): boolean =>
  !quiet && severities.indexOf(severity) >= severities.indexOf(failOn);

/** The texts on a line of --jsonl. Throws a LineError that names the field. */
function inputOf(fields: Fields): PipelineInput {
  const translation = textOf(fields, 'translation');
  if (translation === undefined)
    throw new LineError('missing-field', message('input.missing-field', { field: 'translation' }));
  const comparable = textOf(fields, 'comparable');
  const source = textOf(fields, 'source');
  return {
    translation: { content: translation },
    ...(comparable !== undefined && { comparable: { content: comparable } }),
    ...(source !== undefined && { source: { content: source } }),
  };
}

function textOf(fields: Fields, field: string): string | undefined {
  const value = fields.get(field) ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'string')
    throw new LineError('wrong-type', message('input.wrong-type', { field, type: 'string' }));
  const content = value.startsWith('\uFEFF') ? value.slice(1) : value;
  const refusal = refuseImport(content);
  if (refusal) throw new LineError(refusal.code, sayRefusal(refusal, field));
  return content;
}

// --- for people ---------------------------------------------------------------------------------------------

function printed(texts: Texts, analysis: Analysis): string {
  const shown = analysis.findings.filter(({ quiet }) => !quiet);
  const lineOf = lineCounter(texts.translation.content);
  return [
    ...printedWarnings(analysis),
    ...shown.map(finding => `${printedFinding(texts, finding, analysis, lineOf)}\n\n`),
    `${summary(texts.translation.name, shown, analysis.findings.length - shown.length)}\n`,
  ].join('');
}

const printedWarnings = ({ warnings }: Analysis): string[] =>
  warnings.map(warning => `${english(message('check.warning'))} ${english(warning.message)}\n\n`);

function printedFinding(
  texts: Texts,
  finding: Finding,
  analysis: Analysis,
  lineOf: (offset: number) => number,
): string {
  const { line, text, carets } = excerpt(texts.translation.content, finding, lineOf);
  const number = String(line).padStart(5);
  const margin = ' '.repeat(number.length);
  const kind = english(message('check.kind', { severity: finding.severity, category: finding.category }));
  const lines = [
    `${number} | ${text}`,
    `${margin} | ${carets}`,
    `${margin}   ${kind}: ${english(finding.message)}`,
  ];
  if (finding.suggestions.length > 0) lines.push(`${margin}   ${printedSuggestions(finding)}`);
  for (const witness of finding.evidence)
    lines.push(`${margin}   ${printedWitness(texts, witness, analysis)}`);
  return lines.join('\n');
}

function printedSuggestions({ suggestions }: Finding): string {
  const quoted = suggestions.map(({ text }) =>
    text === '' ? english(message('check.delete')) : `[${visible(text)}]`,
  );
  return english(message('check.suggestions', { items: quoted.join(' / ') }));
}

/** A quoted witness names its paragraph as the desk counts it, from 1. */
function printedWitness(texts: Texts, witness: Evidence, { segments }: Analysis): string {
  if ('say' in witness)
    return english(message(`check.witness.${witness.kind}`, { text: english(witness.say) }));
  const content = texts[witness.kind]?.content;
  const segment = segments[witness.kind]?.[witness.segment];
  const quoted = content && segment ? around(content, witness.start, witness.end, segment) : witness.text;
  return english(
    message(`check.witness.${witness.kind}`, { text: visible(quoted), paragraph: witness.segment + 1 }),
  );
}

/** Some words on either side of the quoted ones, within their paragraph. */
function around(
  content: string,
  start: number,
  end: number,
  segment: { start: number; end: number },
): string {
  const room = 30;
  const from =
    start - segment.start <= room ? segment.start : start - room + wordStart(content, start - room);
  const to = segment.end - end <= room ? segment.end : end + room - wordEnd(content, end, end + room);
  const words = content.slice(from, to);
  return `${from > segment.start ? '…' : ''}${words}${to < segment.end ? '…' : ''}`;
}

const wordStart = (content: string, from: number): number => {
  const blank = content.slice(from, from + 30).search(/\s\S/);
  return blank < 0 ? 0 : blank + 1;
};

const wordEnd = (content: string, from: number, to: number): number =>
  /\s?\S*$/.exec(content.slice(from, to))![0].length;

function summary(name: string, shown: readonly Finding[], quietCount: number): string {
  const by = (severity: Severity) => shown.filter(finding => finding.severity === severity).length;
  const parts = severities
    .toReversed()
    .filter(severity => by(severity) > 0)
    .map(severity => english(message('check.count', { n: by(severity), severity })));
  const found =
    shown.length === 0
      ? english(message('check.none', { name }))
      : english(message('check.found', { name, n: shown.length, parts: parts.join(', ') }));
  return quietCount === 0 ? found : `${found} ${english(message('check.quiet', { n: quietCount }))}`;
}
