import { align } from '../align/index.ts';
import { addCounts, countLinks, type LinkCounts, measureLinks, noLinks } from '../align/score.ts';
import { english } from '../messages/index.ts';
import { message } from '../model/index.ts';
import { type GoldPair, readOutsidePairs } from './gold.ts';
import { table } from './print.ts';
import { headOf, type Report, type Row } from './score-report.ts';

const linkSets = ['synth.dev', 'mac-p.dev', 'mt-news.dev', 'onestop.dev', 'events.dev'];

/** Links of every set of the folder, one table. */
export async function scoreLinkSets(bench: string, out: Report): Promise<void> {
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

export const linkHead = headOf('links found precision recall f1 partner');

type Ends = { readonly translation: number; readonly comparable: number };

/** One row over all links and, where some are partial, one over the others. */
export function linkRows(
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
