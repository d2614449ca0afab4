import { beforeAll, describe, expect, it } from 'vitest';
import { detect } from '../../src/detect/index.ts';
import { segmented } from '../support/detector.ts';

const fill = (unit: string, size: number): string =>
  unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Texts that stall careless code: one shape each, filled up to the size asked for. */
const shapes: Record<string, (size: number) => string> = {
  'one long word': size => fill('a', size),
  'one long capital word': size => fill('A', size),
  'one long word of mixed case': size => fill('aB', size),
  'one long word of capitalised parts': size => fill('Sonora', size),
  'all straight quotes': size => fill('"', size),
  'all curly openers': size => fill('“', size),
  'quotes and blanks': size => fill('" ', size),
  apostrophes: size => fill("'", size),
  'apostrophes and letters': size => fill("a'", size),
  'opened words': size => fill("'El ", size),
  'all digits': size => fill('1', size),
  'digits and points': size => fill('1.', size),
  'digits and commas': size => fill('1,', size),
  'figures in thousands': size => fill('1 thousand ', size),
  'one-letter words': size => fill('a ', size),
  'capital letters': size => fill('A ', size),
  'one name again and again': size => fill('Nogales ', size),
  'two names again and again': size => fill('Plaza Spike ', size),
  'two names, both orders': size => fill('Plaza Spike. Spike Plaza. ', size),
  'renderings again and again': size => fill('Blue Cross in Walnuts, Sonora. Nogales. Cruz Azul. ', size),
  saints: size => fill('Saint John of the River ', size),
  'Spanish saints': size => fill('San Juan del Río de la Paz ', size),
  'all blanks': size => `a${fill(' ', size - 2)}b`,
  'all breaks': size => `a${fill('\n', size - 2)}b`,
  'short paragraphs': size => fill('a b.\n\n', size),
  'open brackets': size => fill('(', size),
  'brackets and acronyms': size => fill('the Office of A B (AB) ', size),
  'capital words and acronyms': size => fill('Of And The For (CBP) ', size),
  commas: size => fill(',', size),
  'words and commas': size => fill('a,b,', size),
  'full stops': size => fill('.', size),
  slashes: size => fill('a/b.C', size),
  'lost spaces': size => fill('Sonorafor Plazawhose heroinas well ', size),
  'astral characters': size => fill('😀', size),
  'combining marks': size => fill('e\u0301', size),
  'different names': size => {
    let text = '';
    for (let index = 0; text.length < size; index++)
      text += `In Rosa${index.toString(36)} Flor${index} Mar. `;
    return text.slice(0, size).toWellFormed();
  },
};

const timeOf = (content: string, comparable: string): number => {
  const texts = { translation: segmented(content), comparable: segmented(comparable) };
  const start = performance.now();
  detect(texts, []);
  return performance.now() - start;
};

describe('nasty texts stay linear', () => {
  beforeAll(() => {
    timeOf('In Walnuts, Sonora. Nogales whoever. The team fell.', 'Nogales');
  });

  it.each(Object.entries(shapes))('%s', (_, make) => {
    const content = make(50_000);
    const times = [timeOf(content, content), timeOf(content, content)];
    expect(Math.min(...times)).toBeLessThan(300);
  });
});
