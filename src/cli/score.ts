import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { align } from '../align/index.ts';
import { addCounts, countLinks, type LinkCounts, measureLinks, noLinks } from '../align/score.ts';
import { type FindingScore, scoreFindings } from '../detect/score.ts';
import { english } from '../messages/index.ts';
import { categories, type Finding, message } from '../model/index.ts';
import { analyse } from '../pipeline.ts';
import { type Command, write } from './command.ts';
import {
  type CorpusPair,
  type GoldArticle,
  type GoldPair,
  readCorpus,
  readOutsideArticles,
  readOutsidePairs,
} from './gold.ts';
import { table, visible } from './print.ts';

/**
 * `walnuts score`: findings and links held against gold. Always the pairs of corpus/; with WALNUTS_BENCH the
 * further sets of that folder. Quiet findings count neither as found nor as false; a second line says what they
 * would add. `--gates` exits with 1 when a figure is behind corpus/gates.json. Deterministic.
 */
export const score: Command = {
  name: 'score',
  usage: '[--misses] [--false] [--categories] [--blind-items] [--gates]',
  run: async (args, io) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        misses: { type: 'boolean', default: false },
        false: { type: 'boolean', default: false },
        categories: { type: 'boolean', default: false },
        'blind-items': { type: 'boolean', default: false },
        gates: { type: 'boolean', default: false },
      },
    });
    const out = new Report(io.stdout, values);
    for (const pair of readCorpus()) await scorePair(pair, out);
    const bench = io.env.WALNUTS_BENCH;
    if (bench) await scoreOutside(bench, out);
    else await out.say(english(message('score.no-bench')));
    return values.gates ? await holdAgainstGates(out) : 0;
  },
};

type Row = readonly (string | number)[];
type Options = { readonly misses: boolean; readonly false: boolean; readonly categories: boolean };

/** Where lines go, what is shown, and every figure by its name, for the gates. */
class Report {
  readonly figures = new Map<string, number>();
  readonly options: Options & { readonly 'blind-items': boolean };
  readonly #out: Writable;

  constructor(out: Writable, options: Report['options']) {
    this.#out = out;
    this.options = options;
  }

  say(line = ''): Promise<void> {
    return write(this.#out, `${line}\n`);
  }
}

// --- the corpus ---------------------------------------------------------------------------------------------

async function scorePair({ id, translation, comparable, links }: CorpusPair, out: Report): Promise<void> {
  await out.say(english(message('score.pair', { id })));
  const rows = await scoreArticles(id, [translation], out, { ...out.options, categories: true });
  await out.say(`${table([findingHead, ...rows])}\n`);
  await scoreClean(`${id}.comparable`, [comparable], out, out.options);
  const { alignment, segments } = analyse(inputOf(translation));
  const gold = {
    translationCount: segments.translation.length,
    comparableCount: segments.comparable?.length ?? 0,
    links,
  };
  await out.say(table([linkHead, ...linkRows(id, [gold], [alignment.links], out)]));
  await out.say();
}

const inputOf = ({ content, comparable }: GoldArticle) => ({
  translation: { content },
  ...(comparable !== undefined && { comparable: { content: comparable } }),
});

// --- sets outside -------------------------------------------------------------------------------------------

const articleSets = ['dev', 'blind.dev', 'injected.dev', 'names.dev', 'numbers.dev', 'apertium.dev'];
const cleanSets = ['clean.dev'];
const linkSets = ['synth.dev', 'mac-p.dev', 'mt-news.dev', 'onestop.dev', 'events.dev'];

/** Items of the blind set are not shown unless asked for: whoever reads them can no longer be surprised. */
async function scoreOutside(bench: string, out: Report): Promise<void> {
  await out.say(english(message('score.bench')));
  const findingRows: Row[] = [findingHead];
  for (const name of articleSets) {
    const articles = readOutsideArticles(bench, name);
    const hidden = name.startsWith('blind') && !out.options['blind-items'];
    const options = hidden ? { misses: false, false: false, categories: false } : out.options;
    if (articles)
      findingRows.push(...(await scoreArticles(name.replace('.dev', ''), articles, out, options)));
    else await out.say(english(message('score.no-file', { name })));
  }
  await out.say(`${table(findingRows)}\n`);
  for (const name of cleanSets) {
    const articles = readOutsideArticles(bench, name);
    if (articles) await scoreClean(name.replace('.dev', ''), articles, out, out.options);
    else await out.say(english(message('score.no-file', { name })));
  }
  const rows: Row[] = [linkHead];
  for (const name of linkSets) {
    const pairs = readOutsidePairs(bench, name);
    if (pairs) rows.push(...linkRows(name.replace('.dev', ''), pairs, pairs.map(linksOf), out));
    else await out.say(english(message('score.no-file', { name })));
  }
  await out.say(table(rows));
  await out.say();
}

const linksOf = ({ translation, comparable }: GoldPair) => align(translation, comparable).links;

// --- findings -----------------------------------------------------------------------------------------------

type Scored = { readonly article: GoldArticle; readonly score: FindingScore<Finding> };

/** Two rows for the table: what is highlighted, and the same with the quiet findings. */
async function scoreArticles(
  name: string,
  articles: readonly GoldArticle[],
  out: Report,
  options: Options,
): Promise<Row[]> {
  const findings = articles.map(article => analyse(inputOf(article)).findings);
  const scoredWith = (quietToo: boolean): Scored[] =>
    articles.map((article, at) => ({
      article,
      score: scoreFindings(
        article,
        findings[at]!.filter(finding => quietToo || !finding.quiet),
      ),
    }));
  const loud = scoredWith(false);
  const all = scoredWith(true);
  if (options.categories) await out.say(`${table(categoryRows(name, loud, all))}\n`);
  if (options.misses) await sayMisses(loud, out);
  if (options.false) await sayFalseAlarms(loud, out);
  keepFigures(name, loud, out);
  return [
    [name, ...figuresOf(loud)],
    [english(message('score.with-quiet')), ...figuresOf(all)],
  ];
}

const headOf = (columns: string): Row => [
  '',
  ...columns.split(' ').map(column => english(message(`score.column.${column}`))),
];
const findingHead = headOf('gold found recall grave precision fixes traps');

const sum = (scored: readonly Scored[], count: (score: Scored['score']) => number): number =>
  scored.reduce((total, { score }) => total + count(score), 0);

/** Critical and major artefacts: those that an editor has to mend. */
const isGrave = ({ severity }: { severity: string }): boolean =>
  severity === 'critical' || severity === 'major';

function totalsOf(scored: readonly Scored[]) {
  return {
    gold: scored.reduce((total, { article }) => total + article.artefacts.length, 0),
    found: sum(scored, ({ found }) => found.length),
    grave: scored.reduce((total, { article }) => total + article.artefacts.filter(isGrave).length, 0),
    graveFound: sum(scored, ({ found }) => found.filter(isGrave).length),
    right: sum(scored, ({ right }) => right.length),
    falseAlarms: sum(scored, ({ falseAlarms }) => falseAlarms.length),
    offered: sum(scored, ({ fixesOffered }) => fixesOffered.length),
    fixed: sum(scored, ({ fixesRight }) => fixesRight.length),
    traps: sum(scored, ({ traps }) => traps),
    trapsFlagged: sum(scored, ({ trapsFlagged }) => trapsFlagged),
  };
}

function figuresOf(scored: readonly Scored[]): Row {
  const { gold, found, grave, graveFound, right, falseAlarms, offered, fixed, traps, trapsFlagged } =
    totalsOf(scored);
  return [
    gold,
    found,
    percent(found, gold),
    `${graveFound}/${grave}`,
    isUnlabelled(scored) ? '–' : percent(right, right + falseAlarms),
    `${fixed}/${offered}`,
    `${trapsFlagged}/${traps}`,
  ];
}

/** Raw machine translation of which only some names are marked: what else is found there may well be right. */
const isUnlabelled = (scored: readonly Scored[]): boolean =>
  scored.length > 0 && scored.every(({ article }) => article.id.startsWith('ape-'));

const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–';

function keepFigures(name: string, scored: readonly Scored[], { figures }: Report): void {
  const { gold, found, grave, graveFound, right, falseAlarms, offered, fixed, trapsFlagged } =
    totalsOf(scored);
  figures.set(`${name}.found`, found);
  figures.set(`${name}.recall`, found / Math.max(1, gold));
  figures.set(`${name}.graveMissed`, grave - graveFound);
  figures.set(`${name}.graveRecall`, graveFound / Math.max(1, grave));
  figures.set(`${name}.precision`, right / Math.max(1, right + falseAlarms));
  figures.set(`${name}.fixes`, fixed / Math.max(1, offered));
  figures.set(`${name}.trapsFlagged`, trapsFlagged);
}

function categoryRows(name: string, loud: readonly Scored[], all: readonly Scored[]): Row[] {
  const rows = categories.flatMap(category => {
    const of = <T extends { category: string }>(items: readonly T[]): number =>
      items.filter(item => item.category === category).length;
    const gold = loud.reduce((total, { article }) => total + of(article.artefacts), 0);
    const falseAlarms = sum(loud, score => of(score.falseAlarms));
    if (gold === 0 && falseAlarms === 0) return [];
    const found = sum(loud, score => of(score.found));
    const fixes = `${sum(loud, score => of(score.fixesRight))}/${sum(loud, score => of(score.fixesOffered))}`;
    return [[category, gold, found, falseAlarms, fixes, sum(all, score => of(score.found)) - found]];
  });
  const [, ...head] = headOf('gold found false fixes quiet');
  return [[name, ...head], ...rows];
}

async function sayMisses(scored: readonly Scored[], out: Report): Promise<void> {
  for (const { article, score } of scored) {
    for (const { category, severity, text, fix } of score.missed) {
      const params = { id: article.id, category, severity, text: visible(text), fix: visible(fix) };
      await out.say(english(message('score.miss', params)));
    }
  }
}

async function sayFalseAlarms(scored: readonly Scored[], out: Report): Promise<void> {
  for (const { article, score } of scored) {
    for (const { category, detector, start, end, suggestions } of score.falseAlarms) {
      const text = visible(article.content.slice(Math.max(0, start - 30), end + 30));
      const fix = visible(suggestions[0]?.text ?? '–');
      const params = {
        id: article.id,
        category,
        detector,
        words: visible(article.content.slice(start, end)),
        text,
        fix,
      };
      await out.say(english(message('score.false', params)));
    }
  }
}

// --- clean texts --------------------------------------------------------------------------------------------

async function scoreClean(name: string, articles: readonly GoldArticle[], out: Report, options: Options) {
  const findings = articles.map(article => analyse(inputOf(article)).findings);
  const scored = articles.map((article, at) => ({
    article,
    score: scoreFindings(
      article,
      findings[at]!.filter(finding => !finding.quiet),
    ),
  }));
  const words = articles.reduce((total, { content }) => total + (content.match(/\S+/g)?.length ?? 0), 0);
  const falseAlarms = sum(scored, score => score.falseAlarms.length);
  const quiet = findings.flat().filter(finding => finding.quiet).length;
  const perThousand = (count: number): number => (1000 * count) / Math.max(1, words);
  const params = { name, words, falseAlarms, rate: perThousand(falseAlarms), quiet: perThousand(quiet) };
  await out.say(english(message('score.clean', params)));
  if (options.false) await sayFalseAlarms(scored, out);
  await out.say();
  out.figures.set(`${name}.falseAlarms`, perThousand(falseAlarms));
  out.figures.set(
    `${name}.trapsFlagged`,
    sum(scored, score => score.trapsFlagged),
  );
}

// --- links --------------------------------------------------------------------------------------------------

const linkHead = headOf('links found precision recall f1 partner');

type Ends = { readonly translation: number; readonly comparable: number };

/** One row over all links and, where some are partial, one over the others. */
function linkRows(
  name: string,
  golds: readonly Omit<GoldPair, 'id' | 'translation' | 'comparable'>[],
  links: readonly (readonly Ends[])[],
  out: Report,
): Row[] {
  const count = (core: boolean): LinkCounts =>
    golds.map((gold, at) => countLinks(gold, links[at]!, core)).reduce(addCounts, noLinks);
  const hasPartial = golds.some(gold => gold.links.some(link => link.partial));
  return (hasPartial ? [false, true] : [false]).map(core => {
    const counts = count(core);
    const { precision, recall, f1, partnerAccuracy } = measureLinks(counts);
    out.figures.set(`${name}.${core ? 'core' : 'links'}`, f1);
    return [
      core ? english(message('score.core', { name })) : name,
      counts.right + counts.missed,
      counts.right,
      ...[precision, recall, f1, partnerAccuracy].map(value => value.toFixed(3)),
    ];
  });
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
