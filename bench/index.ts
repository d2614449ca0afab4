import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/print.ts';
import { check } from './check.ts';
import { first } from './first.ts';
import { load as loading } from './load.ts';
import type { Bench, Row } from './measure.ts';
import { memory } from './memory.ts';
import { pages } from './pages.ts';
import { shapes } from './shapes.ts';
import { writes } from './writes.ts';

/**
 * `npm run bench` measures everything, `npm run bench -- NAME...` some: one table, every comparison made in this
 * run and in turn. Absolute times mean little on another machine or a busy one, so the load is printed, too. Says
 * which figures are short of their bar; it is no gate and exits with 0.
 */
const benches: Readonly<Record<string, Bench>> = {
  check,
  load: loading,
  pages,
  first,
  writes,
  memory,
  shapes,
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter(name => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}

const load = (): string =>
  loadavg()
    .map(average => average.toFixed(1))
    .join(' ');
console.log(`node ${process.version}, ${availableParallelism()} processors, load ${load()}`);
const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const measured = await benches[name]!();
  rows.push(...measured);
  console.log(`${name} measured, load ${load()}`);
}
console.log(`\n${table([['', 'walnuts', 'beside', 'figure', 'bar', ''], ...rows.map(printed)])}`);

function printed({ what, ours, beside = '', figure, atLeast, atMost }: Row): string[] {
  const shown = figure === undefined ? '' : figure.toFixed(2);
  if (figure === undefined || (atLeast === undefined && atMost === undefined))
    return [what, ours, beside, shown, '', ''];
  const holds = atLeast === undefined ? figure <= atMost! : figure >= atLeast;
  const bar = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  return [what, ours, beside, shown, bar, holds ? 'ok' : 'short of its bar'];
}
