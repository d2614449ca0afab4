import { analyse } from '../src/pipeline.ts';
import { shapes as allShapes } from '../test/support/shapes.ts';
import { type Bench, median, type Row, timed } from './measure.ts';

const rounds = 15;
const size = 20_000;

/** Checks of texts that stall careless code: 40,000 characters against 20,000, alone and beside one of the same shape. */
export const shapes: Bench = async () => {
  for (const make of Object.values(allShapes)) check(make(1_000), make(1_000));
  return Object.entries(allShapes).flatMap(([name, make]) => {
    const [short, long] = [make(size), make(2 * size)];
    return [compare(name, [short], [long]), compare(`${name}, twice`, [short, short], [long, long])];
  });
};

type Texts = readonly [string, string?];

function compare(name: string, short: Texts, long: Texts): Row {
  const shortTimes: number[] = [];
  const longTimes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    shortTimes.push(timed(() => check(...short)));
    longTimes.push(timed(() => check(...long)));
  }
  return {
    what: `${name}: ms at ${2 * size}; at ${size}`,
    ours: median(longTimes).toFixed(1),
    beside: median(shortTimes).toFixed(1),
    figure: median(longTimes) / median(shortTimes),
    atMost: 2.5,
  };
}

function check(translation: string, comparable?: string): void {
  analyse({
    translation: { content: translation },
    ...(comparable !== undefined && { comparable: { content: comparable } }),
    // Many a shape passes for Spanish, which would be held back unread.
    dismissedWarnings: ['translation-is-spanish'],
  });
}
