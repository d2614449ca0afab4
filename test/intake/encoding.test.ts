import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/text/index.ts';
import { encode } from '../support/files.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const told = (bytes: Uint8Array): string | undefined => {
  const decoded = decodeText(bytes);
  return 'text' in decoded ? decoded.text : undefined;
};
const corpus = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');
const articles = ['translation.txt', 'comparable.txt'].map(name => readFileSync(join(corpus, name), 'utf8'));

describe('an encoding that is certain', () => {
  it.each([
    ['UTF-8', Buffer.from('Culiacán\r\n“é” 😀')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFCuliacán\r\n“é” 😀')],
    ['UTF-16 LE with its mark', Buffer.from('\uFEFFCuliacán\r\n“é” 😀', 'utf16le')],
    ['UTF-16 BE with its mark', Buffer.from('\uFEFFCuliacán\r\n“é” 😀', 'utf16le').swap16()],
  ])('%s, unit for unit', (_name, bytes) => {
    expect(told(bytes)).toBe('Culiacán\r\n“é” 😀');
  });

  it('a lone surrogate stays, for whoever refuses it by line and column', () => {
    expect(told(Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]))).toBe('A\uD800');
  });

  it.each(articles)('Windows-1252, on a real article', article => {
    expect(decodeText(encode(article, 'windows-1252'))).toEqual({ text: article, encoding: 'Windows-1252' });
  });

  it.each([
    'García, Núñez and Peña met in Mazatlán.',
    'El año pasado, México compró más maíz.',
    '¿Qué pasó? ¡Nada!',
    'MÉXICO: la operación',
    '“The Chapitos” don’t – and won’t – agree… he said.',
    'Mexico’s army, Sinaloa’s police, the city’s mayor',
    'The “Chapitos”who fled, in a “stable“ condition',
    'São Paulo and Côte d’Ivoire',
    'Jovenel Moïse was killed, the Núñez family said.',
    'It rose to 30 °C on the 1º of May; the dose is ½ a pill at €5, or £4.',
    'Señor\u00A0Peña',
  ])('Windows-1252: %s', text => {
    expect(told(encode(text, 'windows-1252'))).toBe(text);
  });
});

describe('an encoding that is not certain is refused', () => {
  it.each([
    ['Mac Roman', latin('Mazatl\x87n, Mart\x92nez, Pe\x96a')],
    ['Mac Roman, a name that is two words to Windows', latin('Garc\x92a')],
    ['DOS', latin('Mazatl\xA0n, Mart\xA1nez, Pe\xA4a')],
    ['DOS, capital', latin('\xB5lvarez')],
    ['Polish', encode('Gdańsk', 'windows-1250')],
    ['Polish, with what English has, too', encode('“Gdańsk”, Wałęsa’s city', 'windows-1250')],
    ['Czech', encode('Dvořák', 'iso-8859-2')],
    ['Hungarian', encode('Győr', 'iso-8859-2')],
    ['Romanian', encode('Brăila', 'windows-1250')],
    ['Croatian', encode('Vučić', 'windows-1250')],
    ['Turkish', encode('Erdoğan', 'windows-1254')],
    ['Russian', encode('Путин', 'windows-1251')],
    ['Russian, as on old servers', encode('Путин', 'koi8-r')],
    ['Greek', encode('Αθήνα', 'windows-1253')],
    ['Baltic', encode('Šimonytė', 'windows-1257')],
    ['Chinese punctuation', latin('\xA1\xB0The city\xA1\xB1')],
    ['Japanese', latin('\x83\x41\x83\x42')],
    ['one letter that says nothing', latin('E\xE9 a')],
    ['one apostrophe that may be a letter', latin('pa\x92s')],
    ['a byte that Windows leaves open', latin('caf\xE9 \x81')],
    ['a control character', latin('caf\xE9 \x01')],
    ['UTF-8 that is cut', Buffer.from('Culiacán').subarray(0, 7)],
  ])('%s', (_name, bytes) => {
    expect(told(bytes)).toBeUndefined();
  });

  it('says which byte, where, and what else it may be', () => {
    expect(decodeText(latin('One\r\ntwo \xF0 three'))).toEqual({
      code: 'unclaimed',
      byte: 0xf0,
      line: 2,
      column: 5,
    });
    expect(decodeText(latin('E\xE9 a'))).toEqual({
      code: 'unsure',
      byte: 0xe9,
      line: 1,
      column: 2,
      one: 'é',
      other: 'È',
      rival: 'Mac Roman',
    });
  });

  it('believes no mark that the rest belies', () => {
    const utf8 = Buffer.concat([Buffer.from('\uFEFFOne\n\uFFFD “two” '), latin('\xE9')]);
    expect(decodeText(utf8)).toEqual({ code: 'broken', encoding: 'UTF-8', byte: 0xe9, line: 2, column: 9 });
    const odd = Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]);
    expect(decodeText(odd)).toEqual({ code: 'broken', encoding: 'UTF-16', byte: 0x42, line: 1, column: 2 });
  });

  it.each(['utf16le', 'utf16be'])('%s without its mark', order => {
    const bytes = Buffer.from('Sonora for México', 'utf16le');
    expect(decodeText(order === 'utf16le' ? bytes : bytes.swap16())).toEqual({ code: 'unmarked' });
  });

  it.each(articles)('Mac Roman is never taken for another, on a real article', article => {
    expect(told(encode(article, 'macintosh'))).toBeUndefined();
  });
});

describe('laws of decoding', () => {
  it('any bytes are told or refused by place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        const decoded = decodeText(bytes);
        if ('text' in decoded || decoded.code === 'unmarked') return;
        expect(decoded.line).toBeGreaterThan(0);
        expect(decoded.column).toBeGreaterThan(0);
        expect(Buffer.from(bytes).includes(decoded.byte)).toBe(true);
      }),
    );
  });

  it('is linear: a megabyte of whatever is judged at once', () => {
    for (const piece of ['é', 'éa', 'a é ', '¡', '¡a! ', '“', 'ñ', '’s ', 'a', '\u00A0', 'É'])
      expect(
        timeOf(() => decodeText(encode(piece.repeat(1_000_000 / piece.length), 'windows-1252'))),
      ).toBeLessThan(3_000);
  });
});

function timeOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
