import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSource } from '../../src/align/index.ts';

const pairs = (translation: readonly string[], source: readonly string[]) =>
  alignSource(translation, source).map(link => [link.translation, link.source]);

const spanish = [
  'Capturan al jefe del cártel',
  'Las autoridades de Sonora informaron el 12 de marzo que Juan Pérez fue detenido en la ciudad de Nogales.',
  'El detenido es señalado como operador de una red que movió 200 mil kilogramos de heroína.',
  'Nadie resultó herido.',
];
const english = [
  'Boss of the cartel captured',
  'Sonora authorities reported on March 12 that Juan Perez was detained in the city of Walnuts.',
  'The detainee is pointed out as the operator of a network that moved 200 thousand kilograms of heroin.',
  'No one was injured.',
];

describe('a translation beside its source', () => {
  it('is linked paragraph by paragraph, with what speaks for it', () => {
    expect(pairs(english, spanish)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(alignSource(english, spanish)[1]!.reasons.map(({ key }) => key)).toEqual([
      'link.names',
      'link.numbers',
    ]);
  });

  it('links merged paragraphs with each of their parts', () => {
    expect(pairs([english[0]!, `${english[1]} ${english[2]}`, english[3]!], spanish)).toEqual([
      [0, 0],
      [1, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(pairs(english, [spanish[0]!, `${spanish[1]} ${spanish[2]}`, spanish[3]!])).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it('leaves out what has no partner', () => {
    const without = [spanish[0]!, spanish[1]!, spanish[3]!];
    expect(pairs(english, without)).toEqual([
      [0, 0],
      [1, 1],
      [3, 2],
    ]);
    expect(pairs([], spanish)).toEqual([]);
  });

  it('keeps one order, inside both texts, with probabilities that are some (any texts)', () => {
    const text = fc.array(fc.string({ maxLength: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (translation, source) => {
        let last = 0;
        for (const link of alignSource(translation, source)) {
          expect(link.translation).toBeLessThan(translation.length);
          expect(link.source).toBeLessThan(source.length);
          expect(link.source).toBeGreaterThanOrEqual(last);
          expect(link.probability).toBeGreaterThanOrEqual(0.5);
          expect(link.probability).toBeLessThanOrEqual(1);
          last = link.source;
        }
      }),
    );
  });
});
