import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detect, filterFindings } from '../../src/detect/index.ts';
import { sayer } from '../../src/text/say.ts';
import { segmented } from '../support/detector.ts';

const folder = new URL('../../corpus/nogales-plaza-spike/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

describe.skipIf(!existsSync(folder))('the sample article', () => {
  const translation = segmented(read('translation.txt'));
  const comparable = segmented(read('comparable.txt'));
  const findings = filterFindings(detect({ translation, comparable }, [])).kept.filter(({ quiet }) => !quiet);
  const told = findings.map(({ category, text, suggestions }) => [category, text, suggestions[0]?.text]);

  it.each([
    ['missing-space', 'Sonorafor', 'Sonora, for'],
    ['missing-space', 'Plazawhose', 'Plaza, whose'],
    ['missing-space', "'El Gigio'who", "'El Gigio', who"],
    ['missing-space', 'heroinas', 'heroin as'],
    ['translated-name', 'Walnuts', 'Nogales'],
    ['name-order', 'Spike Plaza', 'Plaza Spike'],
    ['extra-space', "'El Gigio '", "'El Gigio'"],
    ['acronym', 'the Office of Customs and Border Protection', 'U.S. Customs and Border Protection'],
    ['acronym', 'the Office of Homeland Security Investigations', 'Homeland Security Investigations'],
    ['number-format', '20 million dollars', '$20 million'],
    ['number-format', '100 thousand', '100,000'],
    ['quote', '“,', '”,'],
  ])('%s: %s', (category, text, suggestion) => {
    expect(told).toContainEqual([category, text, suggestion]);
  });

  it('sees both places of a fault that comes twice', () => {
    expect(findings.filter(({ text }) => text === 'Spike Plaza')).toHaveLength(2);
    expect(findings.filter(({ text }) => text === '20 million dollars')).toHaveLength(2);
  });

  it('sees the paragraph break inside a quotation', () => {
    const found = findings.find(({ category }) => category === 'broken-paragraph');
    expect(found?.text.trim()).toBe('');
    expect(found?.suggestions[0]?.text.trim()).toBe('“');
  });

  it('says Walnuts with both its witnesses', () => {
    const found = findings.find(({ text }) => text === 'Walnuts');
    expect(found?.severity).toBe('critical');
    expect(found?.evidence.map(({ kind }) => kind)).toEqual(['comparable', 'translation', 'gazetteer']);
  });

  it('leaves the comparable alone', () => {
    const others = filterFindings(detect({ translation: comparable }, [])).kept;
    expect(others.filter(({ quiet }) => !quiet).map(({ text }) => text)).toEqual([]);
  });

  it('can say every message and witness in English', () => {
    const say = sayer(
      JSON.parse(readFileSync(new URL('../../src/messages/en.json', import.meta.url), 'utf8')),
      'en',
    );
    for (const { message, evidence } of findings) {
      expect(say(message)).not.toBe('');
      for (const one of evidence) if ('say' in one) expect(say(one.say)).not.toBe('');
    }
  });
});
