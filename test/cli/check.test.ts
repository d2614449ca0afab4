import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { columnsOf, excerpt } from '../../src/cli/print.ts';
import { findingsCsv } from '../../src/export/findings-csv.ts';
import { main } from '../../src/main.ts';
import { english } from '../../src/messages/index.ts';
import type { Analysis } from '../../src/model/index.ts';
import { findingOn } from '../support/article.ts';
import { run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'walnuts-check-'));
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const corpus = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');
const translation = join(corpus, 'translation.txt');
const comparable = join(corpus, 'comparable.txt');
const clean = 'The mayor of the town said on Monday that the bridge will open in the spring of next year.';

describe('check', () => {
  it('prints lines with carets under the words', async () => {
    const { code, stdout, stderr } = await run(['check', translation, '--comparable', comparable]);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot('../golden/check-nogales-plaza-spike.txt');
  });

  it('answers in the shape of the documentation', async () => {
    const { stdout } = await run(['check', translation, '--comparable', comparable, '--format', 'json']);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(['id', 'segments', 'findings', 'links', 'unlinked', 'warnings']);
    expect(result.id).toBe('translation.txt');
    expect(result.segments.translation[0]).toEqual({ index: 0, start: 0, end: 84, kind: 'headline' });
    const finding = result.findings.find(({ text }: { text: string }) => text === 'Sonorafor');
    expect(Object.keys(finding)).toEqual([
      'id',
      'segment',
      'start',
      'end',
      'text',
      'category',
      'severity',
      'confidence',
      'quiet',
      'message',
      'suggestions',
      'evidence',
      'detector',
    ]);
    expect(Object.keys(result.links[0])).toEqual(['translation', 'comparable', 'probability', 'reasons']);
    expect(typeof result.links[0].reasons[0]).toBe('string');
  });

  it('exits by the gravest finding', async () => {
    const minor = file('minor.txt', `${clean} He paid 20 million dollars.`);
    expect((await run(['check', file('clean.txt', clean)])).code).toBe(0);
    expect((await run(['check', minor])).code).toBe(1);
    expect((await run(['check', minor, '--fail-on', 'major'])).code).toBe(0);
    expect((await run(['check', translation, '--fail-on', 'major'])).code).toBe(1);
  });

  it('reads standard input', async () => {
    const { code, stdout } = await run(['check', '-', '--format', 'json'], `\uFEFF${clean}`);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).segments.translation).toEqual([
      { index: 0, start: 0, end: clean.length, kind: 'paragraph' },
    ]);
  });

  it('keeps the offsets of the import: carriage returns count, a byte-order mark does not', async () => {
    const { stdout } = await run([
      'check',
      file('crlf.txt', `\uFEFF${clean}\r\n\r\nSonorafor the mayor.`),
      '--format',
      'json',
    ]);
    expect(JSON.parse(stdout).segments.translation[1].start).toBe(clean.length + 4);
  });

  it('holds back a Spanish text', async () => {
    const spanish =
      'El gobernador de Sonora dijo que la ciudad de Nogales no estaba preparada para lo que vino después.';
    const { code, stdout } = await run(['check', '-'], spanish);
    expect(code).toBe(2);
    expect(stdout).toContain('Spanish');
  });

  it.each([
    [['check']],
    [['check', translation, comparable]],
    [['check', translation, '--format', 'xml']],
    [['check', translation, '--fail-on', 'neutral']],
    [['check', translation, '--nonsense']],
    [['check', '-', '--comparable', '-']],
    [['check', '--jsonl', translation]],
    [['check', '--jsonl', '--format', 'sarif']],
    [['check', '--jsonl', '--fail-on', 'major']],
    [['check', join(folder, 'nowhere.txt')]],
    [['check', folder]],
    [['check', file('empty.txt', ' \n')]],
    [['check', file('mac.txt', Buffer.from('Sinaloa, Mazatl\x87n', 'latin1'))]],
    [['check', file('utf16.txt', Buffer.from('Sonora', 'utf16le'))]],
    [['check', file('report.pdf', '%PDF-1.7 …')]],
    [['check', file('long.txt', 'a'.repeat(1_000_001))]],
    [['check', file('many.txt', 'One.\n'.repeat(5001))]],
  ])('refuses %j with a sentence', async args => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^.+\n/);
    expect(stderr).not.toContain('    at ');
  });

  it('names line and column of a NUL', async () => {
    const { code, stderr } = await run(['check', file('nul.txt', 'One.\r\nTwo\0.')]);
    expect(code).toBe(2);
    expect(stderr).toContain('line 2, column 4');
  });
});

describe('check --format sarif', () => {
  const sarif = async (...args: string[]) =>
    JSON.parse((await run(['check', ...args, '--format', 'sarif'])).stdout);
  // The schema is of JSON Schema draft 4; nothing in it means anything else today.
  const { $schema, id, ...schema } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/sarif-schema-2.1.0.json'), 'utf8'),
  );
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const regionOf = (result: { locations: { physicalLocation: { region: Region } }[] }) =>
    result.locations[0]!.physicalLocation.region;
  type Region = Record<string, number> & { snippet: { text: string } };

  it.each([
    ['the sample', [translation, '--comparable', comparable]],
    ['a clean text', [file('clean-sarif.txt', clean)]],
    [
      'a text with warnings',
      [file('spanish.txt', 'El gobernador de Sonora dijo que la ciudad de Nogales no estaba lista.')],
    ],
  ])('%s fits the schema of SARIF 2.1.0', async (_name, args) => {
    const log = await sarif(...args);
    expect(validate(log), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  it('places each finding by lines, columns and offsets, and its fix replaces just that', async () => {
    const text = `Café 👍 ${clean}\r\n\r\n👍 Near Sonorafor the mayor.`;
    const log = await sarif(file('a b#é.txt', `\uFEFF${text}`));
    const [{ tool, results, artifacts, columnKind, newlineSequences }] = log.runs;
    expect(columnKind).toBe('utf16CodeUnits');
    expect(newlineSequences).toContain('\r\n');
    expect(artifacts[0].location.uri).toMatch(/^file:.*a%20b%23%C3%A9\.txt$/);
    const found = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'missing-space');
    expect(tool.driver.rules[found.ruleIndex]).toMatchObject({
      id: 'missing-space',
      help: { text: expect.stringContaining('MQM dimension: Linguistic conventions') },
      defaultConfiguration: { level: 'error' },
    });
    const at = text.indexOf('Sonorafor');
    expect(regionOf(found)).toEqual({
      startLine: 3,
      startColumn: 9,
      endLine: 3,
      endColumn: 18,
      charOffset: at,
      charLength: 9,
      snippet: { text: 'Sonorafor' },
    });
    const [{ deletedRegion, insertedContent }] = found.fixes[0].artifactChanges[0].replacements;
    expect([deletedRegion.charOffset, deletedRegion.charLength, insertedContent.text]).toEqual([
      at,
      9,
      'Sonora for',
    ]);
    expect(found.partialFingerprints['walnutsFinding/v1']).toMatch(/^\w+/);
  });

  it('has the findings of --format json, quiet ones as something to look at, without a level', async () => {
    const args = [translation, '--comparable', comparable];
    const { findings } = JSON.parse((await run(['check', ...args, '--format', 'json'])).stdout);
    const { results } = (await sarif(...args)).runs[0];
    const levels: Record<string, string> = {
      critical: 'error',
      major: 'error',
      minor: 'warning',
      neutral: 'note',
    };
    expect(results.map((result: { level: string; kind?: string }) => [result.kind, result.level])).toEqual(
      findings.map(({ quiet, severity }: { quiet: boolean; severity: string }) =>
        quiet ? ['review', 'none'] : [undefined, levels[severity]],
      ),
    );
    expect(results.map((result: never) => regionOf(result).snippet.text)).toEqual(
      findings.map(({ text }: { text: string }) => text),
    );
  });

  it('says warnings as notifications, and that a text was held back', async () => {
    const spanish =
      'El gobernador de Sonora dijo que la ciudad de Nogales no estaba preparada para lo que vino después.';
    const { code, stdout } = await run(['check', '-', '--format', 'sarif'], spanish);
    expect(code).toBe(2);
    const [{ invocations, artifacts }] = JSON.parse(stdout).runs;
    expect(artifacts[0].location.uri).toBe('stdin');
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringContaining('Spanish') } }],
    });
  });

  it('names a relative file relatively', async () => {
    const log = await sarif('corpus/nogales-plaza-spike/translation.txt');
    expect(log.runs[0].artifacts[0].location.uri).toBe('corpus/nogales-plaza-spike/translation.txt');
  });
});

describe('check --format csv', () => {
  it('has a row for each finding, in the columns of the documentation', async () => {
    const args = ['check', translation, '--comparable', comparable];
    const { code, stdout } = await run([...args, '--format', 'csv']);
    expect(code).toBe(1);
    expect(stdout.split('\r\n')[0]).toBe(
      '"file","segment","line","column","start","end","text","category","severity","confidence","quiet","message","suggestion","detector"',
    );
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    const { findings } = JSON.parse((await run([...args, '--format', 'json'])).stdout);
    expect(rows).toHaveLength(findings.length);
    const at = findings.findIndex(({ text }: { text: string }) => text === 'Sonorafor');
    expect(rows[at]).toMatchObject({
      file: translation,
      segment: '1',
      line: '3',
      column: String(readFileSync(translation, 'utf8').split('\n')[2]!.indexOf('Sonorafor') + 1),
      start: String(findings[at].start),
      text: 'Sonorafor',
      category: 'missing-space',
      quiet: 'false',
      message: findings[at].message,
      suggestion: findings[at].suggestions[0].text,
    });
    expect(rows.filter(({ quiet }) => quiet === 'true').length).toBe(
      findings.filter(({ quiet }: { quiet: boolean }) => quiet).length,
    );
  });

  it('lets no cell begin like a formula', async () => {
    const analysis = {
      findings: [
        findingOn('=SUM(A1) here', '=SUM(A1)', {
          message: { key: 'category.other' },
          suggestions: [{ text: '@x' }],
        }),
      ],
    } as unknown as Analysis;
    const [row] = parse(findingsCsv('-x.txt', '=SUM(A1) here', analysis, english), { columns: true });
    expect(row).toMatchObject({ file: "'-x.txt", text: "'=SUM(A1)", suggestion: "'@x" });
  });

  it('says warnings beside the table', async () => {
    const spanish =
      'El gobernador de Sonora dijo que la ciudad de Nogales no estaba preparada para lo que vino después.';
    const { code, stdout, stderr } = await run(['check', '-', '--format', 'csv'], spanish);
    expect(code).toBe(2);
    expect(stderr).toContain('Spanish');
    expect(parse(stdout, { columns: true })).toBeInstanceOf(Array);
  });
});

describe('check --jsonl', () => {
  const answers = async (input: string | Iterable<string>) => {
    const { code, stdout } = await run(['check', '--jsonl'], input);
    expect(code).toBe(0);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line));
  };

  it('answers line by line in order and skips blank lines', async () => {
    const line = (id: string) => JSON.stringify({ id, translation: clean });
    const out = await answers(`${line('a')}\n\n \r\n${line('b')}\r\n${line('c')}`);
    expect(out.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('gives the same result as --format json', async () => {
    const body = {
      id: 'translation.txt',
      translation: readFileSync(translation, 'utf8'),
      comparable: readFileSync(comparable, 'utf8'),
    };
    const [out] = await answers(JSON.stringify(body));
    const { stdout } = await run(['check', translation, '--comparable', comparable, '--format', 'json']);
    expect(out).toEqual(JSON.parse(stdout));
  });

  it.each([
    ['{bad', null, 'bad-json'],
    ['[1]', null, 'not-an-object'],
    ['null', null, 'not-an-object'],
    ['"text"', null, 'not-an-object'],
    ['{"id":"x"}', 'x', 'missing-field'],
    ['{"id":"x","translation":7}', 'x', 'wrong-type'],
    ['{"id":"x","translation":"a","comparable":["b"]}', 'x', 'wrong-type'],
    ['{"id":{},"translation":"a"}', null, 'wrong-type'],
    ['{"id":"x","__proto__":{"translation":"a"}}', 'x', 'missing-field'],
    ['{"id":"x","translation":" "}', 'x', 'empty'],
    ['{"id":"x","translation":"a\\u0000"}', 'x', 'nul'],
    ['{"id":"x","translation":"\\ud800"}', 'x', 'lone-surrogate'],
    [`{"id":"x","translation":"${'One.\\n'.repeat(5001)}"}`, 'x', 'too-many-segments'],
    [`{"id":"x","translation":"${'a'.repeat(1_000_001)}"}`, 'x', 'too-long'],
    ['['.repeat(100_000), null, 'bad-json'],
  ])('answers a bad line and goes on: %.40s', async (line, id, code) => {
    const out = await answers(`\n${line}\n${JSON.stringify({ id: 'next', translation: clean })}\n`);
    expect(out).toMatchObject([
      { id, line: 2, error: { code, message: expect.any(String) } },
      { id: 'next' },
    ]);
    expect(Object.keys(out[0])).toEqual(['id', 'line', 'error']);
  });

  it('takes the last of doubled fields, null for a text that is not there, and a number for an id', async () => {
    const [out] = await answers(
      `{"id":1,"id":2,"translation":"a","translation":"${clean}","comparable":null}`,
    );
    expect(out.id).toBe(2);
    expect(out.segments.translation[0].end).toBe(clean.length);
    expect(out.segments).not.toHaveProperty('comparable');
  });

  it('refuses bytes that are no UTF-8 and lines longer than any article, unread', async () => {
    const bad = await run(['check', '--jsonl'], Buffer.from('{"id":"\xff"}\n', 'latin1'));
    expect(JSON.parse(bad.stdout)).toMatchObject({ id: null, line: 1, error: { code: 'not-utf8' } });
    function* endless() {
      const megabyte = 'a'.repeat(1_000_000);
      for (let at = 0; at < 40; at++) yield megabyte;
      yield `\n${JSON.stringify({ id: 'next', translation: clean })}\n`;
    }
    const out = await answers(endless());
    expect(out).toMatchObject([{ id: null, line: 1, error: { code: 'line-too-long' } }, { id: 'next' }]);
  });

  it('reads no further than its reader has read: a thousand articles hold memory flat', async () => {
    let given = 0;
    let answered = 0;
    let furthest = 0;
    function* articles() {
      for (; given < 1000; given++) {
        furthest = Math.max(furthest, given - answered);
        yield `${JSON.stringify({ id: String(given), translation: clean })}\n`;
      }
    }
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        answered++;
        setImmediate(done);
      },
    });
    await main(['check', '--jsonl'], { stdin: Readable.from(articles()), stdout, stderr: stdout, env: {} });
    expect(answered).toBe(1000);
    expect(furthest).toBeLessThan(40 + 2 * availableParallelism());
  });

  it('cuts no character between two chunks', async () => {
    const bytes = Buffer.from(JSON.stringify({ id: 'ñandú', translation: clean }));
    const at = bytes.indexOf(Buffer.from('ñ')) + 1;
    const chunks: string[] = [];
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(String(chunk));
        done();
      },
    });
    const stdin = Readable.from([bytes.subarray(0, at), bytes.subarray(at)]);
    await main(['check', '--jsonl'], { stdin, stdout, stderr: stdout, env: {} });
    expect(JSON.parse(chunks.join('')).id).toBe('ñandú');
  });
});

describe('excerpt', () => {
  const carets = (content: string, word: string) => {
    const start = content.indexOf(word);
    const { text, carets } = excerpt(content, { start, end: start + word.length });
    return [text, carets];
  };

  it('cuts a long line around the span, at words', () => {
    const [text, under] = carets(`${'word '.repeat(50)}Sonorafor ${'word '.repeat(50)}`, 'Sonorafor');
    expect(text).toMatch(/^…word .* Sonorafor word .* word…$/);
    expect(text!.length).toBeLessThan(110);
    expect(text!.slice(under!.indexOf('^'), under!.length)).toBe('Sonorafor');
  });

  it('stands under wide, combining and control characters', () => {
    expect(carets('日本 Sonorafor', 'Sonorafor')[1]).toBe('     ^^^^^^^^^');
    expect(carets('Me\u0301xico Sonorafor', 'Sonorafor')[1]).toBe('       ^^^^^^^^^');
    expect(carets('a\tb\u001b[31m Sonorafor', 'Sonorafor')[0]).toBe('a b�[31m Sonorafor');
    expect(columnsOf('日本')).toBe(4);
  });

  it('shows breaks inside a span and one caret for an empty span', () => {
    expect(excerpt('One.\r\n\r\nTwo.', { start: 4, end: 8 })).toEqual({
      line: 1,
      text: 'One.↵↵Two.',
      carets: '    ^^',
    });
    expect(excerpt('One.\nTwo.', { start: 5, end: 5 })).toEqual({ line: 2, text: 'Two.', carets: '^' });
  });

  it('cuts a very long span', () => {
    const { text, carets: under } = excerpt('a'.repeat(500), { start: 0, end: 500 });
    expect(text).toBe(`${'a'.repeat(100)}…`);
    expect(under).toBe('^'.repeat(101));
  });
});
