import { detectors } from '../detect/index.ts';
import { type FindingScore, scoreFindings } from '../detect/score.ts';
import { english } from '../messages/index.ts';
import { type Category, categories, type Finding, message } from '../model/index.ts';
import { analyse } from '../pipeline.ts';
import { type CorpusPair, type GoldArticle, readOutsideArticles, type TaggedArtefact } from './gold.ts';
import { table, visible } from './print.ts';
import { headOf, percent, type Report, type Row } from './score-report.ts';

/** The kinds that evidence decides; sense, grammar and order of words are another matter. */
const certain: ReadonlySet<Category> = new Set([
  'missing-space',
  'extra-space',
  'quote',
  'broken-paragraph',
  'translated-name',
  'name-order',
  'name-case',
  'name-variant',
  'number-format',
  'untranslated',
  'casing',
  'punctuation',
]);
const handMade = ['dev', 'blind.dev'];
const planted = ['injected.dev', 'names.dev', 'numbers.dev', 'apertium.dev'];

/** A text with what was found in it, aloud and quietly, held against its gold. */
type Scored = { readonly article: GoldArticle; readonly score: FindingScore<Finding> };
type Checked = { readonly article: GoldArticle; readonly findings: readonly Finding[] };

/** What the pipeline takes of an article. */
export const inputOf = ({ content, comparable }: GoldArticle) => ({
  translation: { content },
  ...(comparable !== undefined && { comparable: { content: comparable } }),
});

const check = (articles: readonly GoldArticle[]): Checked[] =>
  articles.map(article => ({ article, findings: analyse(inputOf(article)).findings }));

const scoreAll = (checked: readonly Checked[], quietToo = false): Scored[] =>
  checked.map(({ article, findings }) => ({
    article,
    score: scoreFindings(
      article,
      findings.filter(finding => quietToo || !finding.quiet),
    ),
  }));

// --- sets ---------------------------------------------------------------------------------------------------

/** One set: its categories, its totals aloud and with the quiet ones, misses and false alarms where asked. */
export async function scoreArticles(
  name: string,
  articles: readonly GoldArticle[],
  out: Report,
): Promise<Scored[]> {
  const checked = check(articles);
  const [loud, all] = [scoreAll(checked), scoreAll(checked, true)];
  const hidden = name === 'blind' && !out.options['blind-items'];
  if (!hidden) await out.say(`${table(categoryRows(name, loud, all))}\n`);
  await out.say(`${table([findingHead, ...totalRows(name, loud, all, out)])}\n`);
  if (out.options.misses && !hidden) await sayMisses(loud, out);
  if (out.options.false && !hidden) await sayFalseAlarms(loud, out);
  return loud;
}

function totalRows(name: string, loud: readonly Scored[], all: readonly Scored[], out: Report): Row[] {
  keepFigures(name, totalsOf(loud), out);
  const kinds = totalsOf(loud, ({ category }) => certain.has(category));
  keepFigures(`${name}.certain`, kinds, out);
  return [
    [name, ...figuresOf(totalsOf(loud), isUnlabelled(loud))],
    [english(message('score.with-quiet')), ...figuresOf(totalsOf(all), isUnlabelled(all))],
    [english(message('score.certain')), ...figuresOf(kinds, isUnlabelled(loud))],
  ];
}

/** All pairs of the corpus together. */
export async function scoreCorpus(corpus: readonly CorpusPair[], out: Report): Promise<void> {
  const checked = check(corpus.map(({ translation }) => translation));
  const rows = totalRows('corpus', scoreAll(checked), scoreAll(checked, true), out);
  await out.say(`${table([findingHead, ...rows])}\n`);
}

/** Every set of findings in the folder, what confidence is worth, and what is left without the other article. */
export async function scoreFindingSets(
  bench: string,
  corpus: readonly CorpusPair[],
  out: Report,
): Promise<void> {
  const sets = new Map<string, readonly GoldArticle[]>([
    ['corpus', corpus.map(({ translation }) => translation)],
  ]);
  for (const name of [...handMade, ...planted]) {
    const articles = readOutsideArticles(bench, name);
    const short = name.replace('.dev', '');
    if (!articles) await out.say(english(message('score.no-file', { name })));
    else {
      sets.set(short, articles);
      await scoreTags(short, await scoreArticles(short, articles, out), out);
    }
  }
  const clean = readOutsideArticles(bench, 'clean.dev');
  const comparables = corpus.map(({ comparable }) => comparable);
  if (clean) {
    await sayClean('clean', clean, out);
    await sayClean('clean and corpus', [...clean, ...comparables], out);
  } else await out.say(english(message('score.no-file', { name: 'clean.dev' })));
  await scoreConfidence(sets, out);
  await scoreAlone(sets, out);
}

// --- totals -------------------------------------------------------------------------------------------------

const findingHead = headOf('gold found recall grave precision fixes traps');

const sum = (scored: readonly Scored[], count: (score: Scored['score']) => number): number =>
  scored.reduce((total, { score }) => total + count(score), 0);

/** Critical and major artefacts: those that an editor has to mend. */
const isGrave = ({ severity }: { severity: string }): boolean =>
  severity === 'critical' || severity === 'major';

type Totals = ReturnType<typeof totalsOf>;

/** Counts of a set; artefacts and fixes of those `chosen` only, false alarms of all: they belong to no artefact. */
function totalsOf(scored: readonly Scored[], chosen: (artefact: TaggedArtefact) => boolean = () => true) {
  const count = (of: (score: Scored['score']) => readonly TaggedArtefact[]): number =>
    sum(scored, score => of(score).filter(chosen).length);
  return {
    gold: count(({ found, missed }) => [...found, ...missed]),
    found: count(({ found }) => found),
    grave: count(({ found, missed }) => [...found, ...missed].filter(isGrave)),
    graveFound: count(({ found }) => found.filter(isGrave)),
    right: sum(scored, ({ right }) => right.length),
    falseAlarms: sum(scored, ({ falseAlarms }) => falseAlarms.length),
    offered: count(({ fixesOffered }) => fixesOffered),
    fixed: count(({ fixesRight }) => fixesRight),
    traps: sum(scored, ({ traps }) => traps),
    trapsFlagged: sum(scored, ({ trapsFlagged }) => trapsFlagged),
  };
}

function figuresOf(totals: Totals, unlabelled: boolean): Row {
  const { gold, found, grave, graveFound, right, falseAlarms, offered, fixed, traps, trapsFlagged } = totals;
  return [
    gold,
    found,
    percent(found, gold),
    `${graveFound}/${grave}`,
    unlabelled ? '–' : percent(right, right + falseAlarms),
    `${fixed}/${offered}`,
    `${trapsFlagged}/${traps}`,
  ];
}

/** Raw machine translation of which only some names are marked: what else is found there may well be right. */
const isUnlabelled = (scored: readonly Scored[]): boolean =>
  scored.length > 0 && scored.every(({ article }) => article.id.startsWith('ape-'));

function keepFigures(name: string, totals: Totals, { figures }: Report): void {
  const { gold, found, grave, graveFound, right, falseAlarms, offered, fixed, trapsFlagged } = totals;
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
    const found = sum(loud, score => of(score.found));
    const fixes = `${sum(loud, score => of(score.fixesRight))}/${sum(loud, score => of(score.fixesOffered))}`;
    const quiet = sum(all, score => of(score.found)) - found;
    return gold === 0 && falseAlarms === 0 ? [] : [[category, gold, found, falseAlarms, fixes, quiet]];
  });
  const [, ...head] = headOf('gold found false fixes quiet');
  return [[name, ...head], ...rows];
}

// --- by operator and by witness -----------------------------------------------------------------------------

/** Planted errors by operator, names by who bears witness: what an issue asks of each. */
async function scoreTags(name: string, loud: readonly Scored[], out: Report): Promise<void> {
  const tags = [
    ...new Set(loud.flatMap(({ article }) => article.artefacts.flatMap(({ tag }) => tag ?? []))),
  ].sort();
  if (tags.length === 0) return;
  const groups: [string, (tag: string) => boolean][] = [
    ...tags.map((one): [string, (tag: string) => boolean] => [one, tag => tag === one]),
    ...(name === 'injected' ? ([['but pronouns', tag => !isPronoun(tag)]] as typeof groups) : []),
    ...(name === 'names' ? ([['reference or text', tag => tag !== 'none']] as typeof groups) : []),
  ];
  const rows = groups.map(([group, has]): Row => {
    const totals = totalsOf(loud, ({ tag }) => tag !== undefined && has(tag));
    keepFigures(`${name}.${group}`, totals, out);
    const { gold, found, fixed, offered } = totals;
    return [group, gold, found, percent(found, gold), `${fixed}/${offered}`];
  });
  const [, ...head] = headOf('gold found recall fixes');
  await out.say(`${table([[name, ...head], ...rows])}\n`);
}

const isPronoun = (tag: string): boolean => tag.startsWith('pronoun') || tag === 'subject_dropped';

// --- what confidence is worth -------------------------------------------------------------------------------

/** Of the findings said at .8, how many are right: by tenths, the texts marked by hand and the planted ones apart. */
async function scoreConfidence(
  sets: ReadonlyMap<string, readonly GoldArticle[]>,
  out: Report,
): Promise<void> {
  const count = (names: readonly string[]): Map<number, { right: number; all: number; said: number }> => {
    const tenths = new Map<number, { right: number; all: number; said: number }>();
    for (const name of names)
      for (const { score } of scoreAll(check(sets.get(name) ?? []), true)) {
        const right = new Set(score.right);
        for (const finding of [...score.right, ...score.falseAlarms]) {
          const tenth = Math.min(9, Math.floor(finding.confidence * 10 + 1e-9));
          const known = tenths.get(tenth) ?? { right: 0, all: 0, said: 0 };
          known.all++;
          known.said += finding.confidence;
          if (right.has(finding)) known.right++;
          tenths.set(tenth, known);
        }
      }
    return tenths;
  };
  const [hand, plant] = [count(['corpus', 'dev']), count(['injected', 'names', 'numbers'])];
  const cells = (tenth: { right: number; all: number; said: number } | undefined): Row =>
    tenth ? [tenth.all, (tenth.said / tenth.all).toFixed(2), percent(tenth.right, tenth.all)] : [0, '–', '–'];
  const rows = [...new Set([...hand.keys(), ...plant.keys()])]
    .sort()
    .map((tenth): Row => [`.${tenth}`, ...cells(hand.get(tenth)), ...cells(plant.get(tenth))]);
  await out.say(english(message('score.confidence')));
  await out.say(`${table([headOf('by-hand said right planted said right'), ...rows])}\n`);
}

// --- without the other article ------------------------------------------------------------------------------

/** The same texts with the comparable taken away: what is no longer found, and whether anything false is new. */
async function scoreAlone(sets: ReadonlyMap<string, readonly GoldArticle[]>, out: Report): Promise<void> {
  const rows: Row[] = [];
  let news = 0;
  const lines: string[] = [];
  for (const name of ['corpus', 'injected', 'names']) {
    const paired = (sets.get(name) ?? []).filter(({ comparable }) => comparable !== undefined);
    if (paired.length === 0) continue;
    const both = scoreAll(check(paired));
    const alone = scoreAll(check(paired.map(({ comparable: _, ...article }) => article)));
    const fresh = alone.flatMap(({ article, score }, at) =>
      score.falseAlarms
        .filter(
          one =>
            !both[at]!.score.falseAlarms.some(
              other => other.start === one.start && other.category === one.category,
            ),
        )
        .map(finding => falseLine(article, finding)),
    );
    const [withIt, without] = [totalsOf(both), totalsOf(alone)];
    rows.push([
      name,
      withIt.gold,
      withIt.found,
      without.found,
      percent(withIt.found - without.found, withIt.gold),
      fresh.length,
    ]);
    news += fresh.length;
    lines.push(...fresh);
  }
  if (rows.length === 0) return;
  out.figures.set('alone.newFalseAlarms', news);
  await out.say(english(message('score.alone')));
  await out.say(`${table([headOf('gold found found-alone lost new-false'), ...rows])}\n`);
  if (out.options.false) for (const line of lines) await out.say(line);
}

// --- clean texts --------------------------------------------------------------------------------------------

/** False alarms in texts that people wrote, by 1,000 words. */
export async function sayClean(name: string, articles: readonly GoldArticle[], out: Report): Promise<void> {
  const checked = check(articles);
  const scored = scoreAll(checked);
  const words = wordsIn(articles);
  const falseAlarms = sum(scored, score => score.falseAlarms.length);
  const quiet = checked.flatMap(({ findings }) => findings).filter(finding => finding.quiet).length;
  const params = {
    name,
    words,
    falseAlarms,
    rate: perThousand(falseAlarms, words),
    quiet: perThousand(quiet, words),
  };
  await out.say(english(message('score.clean', params)));
  if (out.options.false) await sayFalseAlarms(scored, out);
  await out.say();
  out.figures.set(`${name}.falseAlarms`, perThousand(falseAlarms, words));
  out.figures.set(
    `${name}.trapsFlagged`,
    sum(scored, score => score.trapsFlagged),
  );
}

/** As `sayClean`, in a table by source and detector. */
export async function scoreCleanBySource(articles: readonly GoldArticle[], out: Report): Promise<void> {
  const scored = scoreAll(check(articles));
  const sources = [...new Set(articles.map(({ from }) => from ?? ''))];
  const row = (name: string, has: (from: string) => boolean): Row => {
    const here = scored.filter(({ article }) => has(article.from ?? ''));
    const words = wordsIn(here.map(({ article }) => article));
    const falseAlarms = here.flatMap(({ score }) => score.falseAlarms);
    const by = detectors.map(({ id }) => falseAlarms.filter(({ detector }) => detector === id).length);
    return [name, words, falseAlarms.length, perThousand(falseAlarms.length, words).toFixed(2), ...by];
  };
  const head = [...headOf('words false per-thousand'), ...detectors.map(({ id }) => id)];
  const rows = sources.map(source => row(source, from => from === source));
  await out.say(table([head, ...rows, row(english(message('score.all')), () => true)]));
  if (out.options.false) await sayFalseAlarms(scored, out);
}

const wordsIn = (articles: readonly GoldArticle[]): number =>
  articles.reduce((total, { content }) => total + (content.match(/\S+/g)?.length ?? 0), 0);

const perThousand = (count: number, words: number): number => (1000 * count) / Math.max(1, words);

// --- items --------------------------------------------------------------------------------------------------

async function sayMisses(scored: readonly Scored[], out: Report): Promise<void> {
  for (const { article, score } of scored) {
    for (const { category, severity, text, fix } of score.missed) {
      const params = { id: article.id, category, severity, text: visible(text), fix: visible(fix) };
      await out.say(english(message('score.miss', params)));
    }
  }
}

async function sayFalseAlarms(scored: readonly Scored[], out: Report): Promise<void> {
  for (const { article, score } of scored)
    for (const finding of score.falseAlarms) await out.say(falseLine(article, finding));
}

function falseLine({ id, content }: GoldArticle, finding: Finding): string {
  const { category, detector, start, end, suggestions } = finding;
  const text = visible(content.slice(Math.max(0, start - 30), end + 30));
  const fix = visible(suggestions[0]?.text ?? '–');
  const words = visible(content.slice(start, end));
  return english(message('score.false', { id, category, detector, words, text, fix }));
}
