import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { message, type Segment } from '../model/index.ts';
import { explainAnalysis } from '../pipeline.ts';
import { identifyLanguage } from '../text/language.ts';
import { quotationRunsOn } from '../text/segment.ts';
import { tokenize } from '../text/tokens.ts';
import { readTexts } from './check.ts';
import { type Command, write } from './command.ts';
import { excerpt, lineCounter, visible } from './print.ts';

/**
 * `walnuts explain`: looks inside a check. Segments with their offsets, kind and language, the tokens of each,
 * the quiet findings, and every finding that a filter took out, with the reason. Takes what `check` takes; the
 * exit code is 0 once the texts could be read.
 */
export const explain: Command = {
  name: 'explain',
  usage: 'TRANSLATION [--comparable FILE] [--source FILE]',
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        comparable: { type: 'string' },
        source: { type: 'string' },
        // Accepted because `check` takes them; there is but one way to explain.
        format: { type: 'string' },
        'fail-on': { type: 'string' },
      },
    });
    const texts = await readTexts(positionals, values, io);
    const { analysis, dropped } = explainAnalysis(texts);
    const { content } = texts.translation;
    const lineOf = lineCounter(content);
    const segments = analysis.segments.translation;
    const runsOn = new Set(quotationRunsOn(content, segments));
    await write(io.stdout, `${english(message('explain.segments'))}\n`);
    for (const segment of segments)
      await write(io.stdout, printedSegment(content, segment, runsOn.has(segment.index)));
    const quiet = analysis.findings.filter(finding => finding.quiet);
    await write(io.stdout, `${english(message('explain.quiet', { n: quiet.length }))}\n\n`);
    for (const finding of quiet)
      await write(io.stdout, printedAside(content, lineOf, finding, english(finding.message)));
    await write(io.stdout, `${english(message('explain.dropped', { n: dropped.length }))}\n\n`);
    for (const { finding, filter, because } of dropped)
      await write(io.stdout, printedAside(content, lineOf, finding, `${filter}: ${english(because)}`));
    return 0;
  },
};

function printedSegment(content: string, { index, kind, start, end }: Segment, runsOn: boolean): string {
  const text = content.slice(start, end);
  const params = {
    number: index + 1,
    kind,
    start: String(start),
    end: String(end),
    language: identifyLanguage(text),
  };
  const tokens = tokenize(content, start, end).map(token => visible(token.text));
  return [
    `\n${english(message('explain.segment', params))}`,
    ...(runsOn ? [english(message('explain.runs-on', { next: index + 2 }))] : []),
    `  ${tokens.join(' · ')}`,
    '',
  ].join('\n');
}

function printedAside(
  content: string,
  lineOf: (offset: number) => number,
  finding: { start: number; end: number; category: string; confidence: number; detector: string },
  reason: string,
): string {
  const { line, text, carets } = excerpt(content, finding, lineOf);
  const number = String(line).padStart(5);
  const margin = ' '.repeat(number.length);
  const { category, confidence, detector } = finding;
  const said = english(message('explain.finding', { category, confidence, detector, reason }));
  return `${number} | ${text}\n${margin} | ${carets}\n${margin}   ${said}\n\n`;
}
