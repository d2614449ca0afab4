import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dictionary from 'dictionary-en';
import nspell from 'nspell';
import { analyse } from '../src/pipeline.ts';
import {
  type Bench,
  median,
  type Row,
  sample,
  sampleFile,
  startScript,
  timed,
  timeProcess,
} from './measure.ts';

/**
 * What a check takes beside looking up each word of the same text with nspell alone, in turn. Every article is
 * new to both; what they read before were other articles. And the two as whole processes, start included.
 */
export const check: Bench = async () => {
  const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
  const { warmUp, measured } = readArticles();
  for (const text of warmUp) compare(spell, text);
  const articles = measured.map(text => compare(spell, text));
  const rounds = Array.from({ length: 31 }, () => compare(spell, sample.translation));
  return [
    ...(articles.length > 0 ? [rowOf(`check, ${articles.length} articles, each once`, articles)] : []),
    rowOf('check, the sample 31 times', rounds),
    await asProcesses(),
  ];
};

type Compared = { readonly ours: number; readonly theirs: number };

/** Times in ms per 1,000 words. */
function compare(spell: ReturnType<typeof nspell>, content: string): Compared {
  const words = wordsOf(content);
  const theirs = timed(() => {
    for (const word of words) spell.correct(word);
  });
  const ours = timed(() => {
    analyse({ translation: { content } });
  });
  const thousands = words.length / 1000;
  return { ours: ours / thousands, theirs: theirs / thousands };
}

const wordsOf = (content: string): string[] => content.match(/\p{L}[\p{L}'’]*/gu) ?? [];

function rowOf(what: string, compared: readonly Compared[]): Row {
  const ours = median(compared.map(one => one.ours));
  const theirs = median(compared.map(one => one.theirs));
  return {
    what: `${what}: ms per 1,000 words; nspell`,
    ours: ours.toFixed(2),
    beside: theirs.toFixed(2),
    figure: theirs / ours,
    atLeast: 2,
  };
}

/** Clean English of the folder that WALNUTS_BENCH names, spread over the whole file; none without it. */
function readArticles(): { warmUp: string[]; measured: string[] } {
  const path = join(process.env.WALNUTS_BENCH ?? '', 'english/text.jsonl');
  if (!process.env.WALNUTS_BENCH || !existsSync(path))
    return { warmUp: Array.from({ length: 100 }, () => sample.comparable), measured: [] };
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const spread = (count: number, shift: number): string[] =>
    Array.from({ length: count }, (_, at) => Math.floor(((at + shift) * lines.length) / count)).map(
      line => JSON.parse(lines[line]!).text,
    );
  return { warmUp: spread(100, 0.5), measured: spread(50, 0) };
}

async function asProcesses(): Promise<Row> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 7; round++) {
    theirs.push(await timeProcess([join(import.meta.dirname, 'bare/spell.ts'), sampleFile]));
    ours.push(await timeProcess([startScript, 'check', sampleFile]));
  }
  return {
    what: 'check, a process for the sample: ms; nspell',
    ours: median(ours).toFixed(0),
    beside: median(theirs).toFixed(0),
    figure: median(theirs) / median(ours),
  };
}
