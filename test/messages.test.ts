import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishKeys } from '../src/messages/index.ts';
import { categories, severities } from '../src/model/index.ts';
import { decisionKinds } from '../src/review/index.ts';
import { sayer } from '../src/text/index.ts';

const root = join(import.meta.dirname, '..');
const read = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending))
    .map(name => ({ name: join(folder, name), code: readFileSync(join(root, folder, name), 'utf8') }));

/** Keys as they stand in code and views; `refuse.analysis-${state}` counts as its beginning. */
const asked = [
  ...read('src', '.ts').flatMap(({ name, code }) =>
    [
      ...code.matchAll(/(?:\bkey: |\bmessage\(\s*|\brefuse\('[\w-]+', )(['`])([\w-]+\.[\w.-]*)(\1|\$\{)/g),
    ].map(match => ({
      name,
      key: match[2]!,
      whole: match[3] !== '${',
    })),
  ),
  ...read('views', '.hbs').flatMap(({ name, code }) =>
    [...code.matchAll(/\{\{\{?#?say "([\w.-]+)"|\(say "([\w.-]+)"/g)].map(match => ({
      name,
      key: (match[1] ?? match[2])!,
      whole: true,
    })),
  ),
];

describe('the catalogue', () => {
  it('has every sentence that code and views ask for', () => {
    expect(asked.length).toBeGreaterThan(200);
    const lost = asked.filter(({ key, whole }) =>
      whole ? !englishKeys.includes(key) : !englishKeys.some(known => known.startsWith(key)),
    );
    expect(lost).toEqual([]);
  });

  it('has a label for everything that has one', () => {
    const labels = [
      ...categories.map(id => `category.${id}`),
      ...severities.map(id => `severity.${id}`),
      ...decisionKinds.map(id => `decision.${id}`),
    ];
    expect(labels.filter(key => !englishKeys.includes(key))).toEqual([]);
  });
});

describe('sayer', () => {
  const say = sayer(
    {
      plain: 'Hello {name}.',
      nested: 'It is {state:state}.',
      'state.open': 'open',
      counted: { one: 'one finding', other: '{n} findings' },
    },
    'en',
  );

  it('puts parameters, looked-up words and plural forms in place', () => {
    expect(say({ key: 'plain', params: { name: 'Ana' } })).toBe('Hello Ana.');
    expect(say({ key: 'nested', params: { state: 'open' } })).toBe('It is open.');
    expect(say({ key: 'counted', params: { n: 1 } })).toBe('one finding');
    expect(say({ key: 'counted', params: { n: 1200 } })).toBe('1,200 findings');
  });

  it('takes what looks like a placeholder in a parameter for words', () => {
    expect(say({ key: 'plain', params: { name: '{name} $& $1' } })).toBe('Hello {name} $& $1.');
  });

  it('throws on a key or parameter that is not there', () => {
    expect(() => say({ key: 'none' })).toThrow('none');
    expect(() => say({ key: 'plain' })).toThrow('name');
    expect(() => say({ key: 'toString' })).toThrow('toString');
  });

  it('falls back to "other" where a plural form is missing', () => {
    const spanish = sayer({ counted: { one: 'uno', other: '{n} cosas' } }, 'es');
    expect(spanish({ key: 'counted', params: { n: 1_000_000 } })).toBe('1.000.000 cosas');
  });
});
