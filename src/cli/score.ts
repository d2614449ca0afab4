import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { analyse } from '../pipeline.ts';
import type { Command } from './command.ts';
import { type CorpusPair, readCleanEnglish, readCorpus } from './gold.ts';
import { table } from './print.ts';
import {
  inputOf,
  sayClean,
  scoreArticles,
  scoreCleanBySource,
  scoreCorpus,
  scoreFindingSets,
} from './score-findings.ts';
import { linkHead, linkRows, scoreLinkSets } from './score-links.ts';
import { Report } from './score-report.ts';

/**
 * `walnuts score`: findings and links held against gold. Always the pairs of corpus/; with WALNUTS_BENCH the
 * further sets of that folder. Quiet findings count neither as found nor as false; a second line says what they
 * would add. `--clean`: instead, the false alarms over the millions of clean words there. `--gates` exits with 1
 * when a figure is behind corpus/gates.json. Deterministic.
 */
export const score: Command = {
  name: 'score',
  usage: '[--misses] [--false] [--blind-items] [--clean] [--gates]',
  run: async (args, io) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        misses: { type: 'boolean', default: false },
        false: { type: 'boolean', default: false },
        'blind-items': { type: 'boolean', default: false },
        clean: { type: 'boolean', default: false },
        gates: { type: 'boolean', default: false },
      },
    });
    const out = new Report(io.stdout, values);
    const bench = io.env.WALNUTS_BENCH;
    if (values.clean) return await scoreCleanEnglish(bench, out);
    const corpus = readCorpus();
    for (const pair of corpus) await scorePair(pair, out);
    await scoreCorpus(corpus, out);
    if (bench) {
      await out.say(english(message('score.bench')));
      await scoreFindingSets(bench, corpus, out);
      await scoreLinkSets(bench, out);
    } else await out.say(english(message('score.no-bench')));
    return values.gates ? await holdAgainstGates(out) : 0;
  },
};

async function scoreCleanEnglish(bench: string | undefined, out: Report): Promise<number> {
  const articles = bench ? readCleanEnglish(bench) : undefined;
  if (articles) await scoreCleanBySource(articles, out);
  else await out.say(english(message('score.no-file', { name: 'english/text.jsonl' })));
  return 0;
}

async function scorePair({ id, translation, comparable, links }: CorpusPair, out: Report): Promise<void> {
  await out.say(english(message('score.pair', { id })));
  await scoreArticles(id, [translation], out);
  await sayClean(`${id}.comparable`, [comparable], out);
  const { alignment, segments } = analyse(inputOf(translation));
  const gold = {
    translationCount: segments.translation.length,
    comparableCount: segments.comparable?.length ?? 0,
    links,
  };
  await out.say(table([linkHead, ...linkRows(id, [gold], [alignment.links], out)]));
  await out.say();
}

// --- gates --------------------------------------------------------------------------------------------------

type Gate = { readonly figure: string; readonly atLeast?: number; readonly atMost?: number };

/** 0 when every figure that was measured stands its gate. Figures of sets that are not there are said. */
async function holdAgainstGates(out: Report): Promise<number> {
  const gates: Gate[] = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../corpus/gates.json'), 'utf8'),
  );
  let behind = 0;
  for (const { figure, atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } of gates) {
    const value = out.figures.get(figure);
    if (value === undefined) {
      await out.say(english(message('score.gate-skipped', { figure })));
      continue;
    }
    const stands = value >= atLeast && value <= atMost;
    if (!stands) behind++;
    const bar = Number.isFinite(atLeast) ? `≥ ${atLeast}` : `≤ ${atMost}`;
    await out.say(
      english(message(stands ? 'score.gate-holds' : 'score.gate-behind', { figure, value, bar })),
    );
  }
  return behind > 0 ? 1 : 0;
}
